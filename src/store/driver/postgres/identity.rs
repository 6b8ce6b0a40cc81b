//! The certificate by which a desk shows a server who it is, and its key.

use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use super::super::super::Cause;
use super::secure::chain;

/// What stands in every key that is locked, in either of its two forms.
const LOCKED: &[u8] = b"ENCRYPTED";

/// Where a certificate and its key are (`sslcert`, `sslkey`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    certificate: PathBuf,
    key: PathBuf,
}

impl Identity {
    /// What was named, or what is there of the usual files.
    pub(super) fn of(
        certificate: Option<String>,
        key: Option<String>,
        of_home: &dyn Fn(&str) -> Option<PathBuf>,
    ) -> Option<Self> {
        let certificate = certificate.map(PathBuf::from).or_else(|| of_home(".postgresql/postgresql.crt"))?;
        let key = key.map(PathBuf::from).or_else(|| of_home(".postgresql/postgresql.key"));
        Some(Self { certificate, key: key.unwrap_or_default() })
    }

    /// The certificate with those between it and its authority, and the key.
    pub(super) fn read(&self) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), Cause> {
        let (certificate, key) = (self.certificate.display(), self.key.display());
        let chain = chain(&self.certificate)?;
        if self.key.as_os_str().is_empty() {
            return Err(format!("the certificate {certificate} has no key; name it by sslkey").into());
        }
        refuse_open(&self.key)?;
        let text = fs::read(&self.key).map_err(|cause| format!("cannot read {key}: {cause}"))?;
        if text.windows(LOCKED.len()).any(|part| part == LOCKED) {
            return Err(format!(
                "the key {key} is locked by a passphrase, and nobody is asked for one here; make one that is not with \
                 `(umask 077; openssl pkey -in {key} -out FILE)` and name it by sslkey"
            )
            .into());
        }
        let read = PrivateKeyDer::from_pem_slice(&text);
        Ok((chain, read.map_err(|cause| format!("{key} holds no key: {cause}"))?))
    }
}

/// Refuses a key that others may read, by libpq's rule: a key of the system's own may be read by its group.
fn refuse_open(path: &Path) -> Result<(), Cause> {
    let about = fs::metadata(path).map_err(|cause| format!("cannot read {}: {cause}", path.display()))?;
    let open_to = if about.uid() == 0 { 0o037 } else { 0o077 };
    if about.mode() & open_to == 0 {
        return Ok(());
    }
    Err(format!("others may read the key {}; take their rights away with chmod 0600", path.display()).into())
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    #[test]
    fn a_certificate_stands_where_libpq_looks_for_it() {
        let usual = |name: &str| Some(Path::new("/home/mara").join(name));
        let both = Identity::of(None, None, &usual).unwrap();
        assert_eq!(both.certificate, Path::new("/home/mara/.postgresql/postgresql.crt"));
        assert_eq!(both.key, Path::new("/home/mara/.postgresql/postgresql.key"));
        assert_eq!(Identity::of(Some("c".to_owned()), Some("k".to_owned()), &usual).unwrap().key, Path::new("k"));
        assert_eq!(Identity::of(None, Some("k".to_owned()), &|_| None), None);
    }

    #[test]
    fn a_key_that_others_may_read_is_refused() {
        let key = tempfile::NamedTempFile::new().unwrap();
        for (mode, taken) in [(0o600, true), (0o400, true), (0o644, false), (0o620, false)] {
            fs::set_permissions(key.path(), fs::Permissions::from_mode(mode)).unwrap();
            assert_eq!(refuse_open(key.path()).is_ok(), taken, "{mode:o}");
        }
    }
}
