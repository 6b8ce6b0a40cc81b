//! The folders that belong to the desk (its data, its state, its configuration): made for this user alone, and made so
//! again where somebody else could read them. A folder that a user names for a store is the user's own affair.

use std::fs::{DirBuilder, Permissions, metadata, set_permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt};
use std::path::Path;

/// Sees to it that there is a folder which nobody else can read.
///
/// # Errors
/// When it cannot be made, or is not this user's.
pub fn folder(path: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(path)?;
    if metadata(path)?.permissions().mode() & 0o077 != 0 {
        set_permissions(path, Permissions::from_mode(0o700))?;
    }
    Ok(())
}
