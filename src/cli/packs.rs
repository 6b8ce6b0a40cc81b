//! The packs that are built into the program.

use anyhow::Context;
use include_dir::{Dir, include_dir};

use crate::config::Pack;

static PACKS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/assets/packs");

/// Every pack, by which a configuration may be built.
pub(super) fn all() -> anyhow::Result<Vec<Pack>> {
    let mut packs = Vec::new();
    for folder in PACKS.dirs() {
        let path = folder.path().join("pack.toml");
        let text = folder.get_file(&path).and_then(include_dir::File::contents_utf8);
        let text = text.with_context(|| format!("{} is missing; install the program anew", path.display()))?;
        packs.push(Pack::parse(text, &path.display().to_string())?);
    }
    Ok(packs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_pack_that_is_built_in_can_be_read() {
        let names: Vec<String> = all().unwrap().into_iter().map(|pack| pack.name).collect();
        assert!(names.contains(&"retail".to_owned()));
    }
}
