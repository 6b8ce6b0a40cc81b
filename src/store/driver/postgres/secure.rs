//! The encrypted connection, and how much of the server's certificate is believed, in libpq's six words.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::client::{WebPkiServerVerifier, verify_server_name};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::server::ParsedCertificate;
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::super::Cause;
use super::identity::Identity;

/// How a connection is to be protected (`sslmode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Not at all.
    Disable,
    /// Encrypted where the server lets nobody in otherwise.
    Allow,
    /// Encrypted where the server can.
    Prefer,
    /// Encrypted, whoever answers.
    Require,
    /// Encrypted, by a server whose certificate an authority signed.
    VerifyCa,
    /// Encrypted, by the server of that name.
    VerifyFull,
}

impl Trust {
    /// Reads the value of `sslmode`.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "disable" => Self::Disable,
            "allow" => Self::Allow,
            "prefer" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" => Self::VerifyFull,
            _ => return None,
        })
    }
}

/// Whose signature under a server's certificate is believed (`sslrootcert`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Roots {
    /// The authorities that this machine believes.
    System,
    /// Those of a file, or the very certificates in it.
    File(PathBuf),
}

/// What makes a connection an encrypted one; the server is shown `identity`.
pub(super) fn connector(trust: Trust, roots: &Roots, identity: Option<&Identity>) -> Result<MakeRustlsConnect, Cause> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
    // As with libpq, whoever names authorities wants them asked.
    let asks =
        matches!(trust, Trust::VerifyCa | Trust::VerifyFull) || (trust == Trust::Require && *roots != Roots::System);
    let known = if asks { certificates(roots)? } else { Vec::new() };
    let authorities = if asks {
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(known.iter().cloned());
        Some(WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider.clone()).build()?)
    } else {
        None
    };
    let verifier = Arc::new(Verifier { trust, known, authorities, provider });
    let config = builder.dangerous().with_custom_certificate_verifier(verifier);
    let config = match identity {
        Some(identity) => {
            let (chain, key) = identity.read()?;
            config.with_client_auth_cert(chain, key)?
        }
        None => config.with_no_client_auth(),
    };
    Ok(MakeRustlsConnect::new(config))
}

fn certificates(roots: &Roots) -> Result<Vec<CertificateDer<'static>>, Cause> {
    let known = match roots {
        Roots::System => rustls_native_certs::load_native_certs().certs,
        Roots::File(path) => chain(path)?,
    };
    if known.is_empty() {
        return Err("no certificate authority is known here; name a file of them by sslrootcert".into());
    }
    Ok(known)
}

/// The certificates in a file.
pub(super) fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, Cause> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    read.map_err(|cause| format!("{} holds no certificate: {cause}", path.display()).into())
}

/// Believes as much as was asked for; that the server holds its certificate's key is always checked.
#[derive(Debug)]
struct Verifier {
    trust: Trust,
    known: Vec<CertificateDer<'static>>,
    authorities: Option<Arc<WebPkiServerVerifier>>,
    provider: Arc<CryptoProvider>,
}

impl ServerCertVerifier for Verifier {
    fn verify_server_cert(
        &self,
        certificate: &CertificateDer<'_>,
        between: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        let Some(authorities) = &self.authorities else { return Ok(ServerCertVerified::assertion()) };
        let verdict = if self.known.contains(certificate) {
            // A server that signed its certificate itself is its own authority; `webpki` takes none such.
            let parsed = ParsedCertificate::try_from(certificate)?;
            verify_server_name(&parsed, name).map(|()| ServerCertVerified::assertion())
        } else {
            authorities.verify_server_cert(certificate, between, name, ocsp, now)
        };
        match verdict {
            Err(Error::InvalidCertificate(
                CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. },
            )) if self.trust != Trust::VerifyFull => Ok(ServerCertVerified::assertion()),
            verdict => verdict,
        }
    }

    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls12_signature(message, certificate, signed, algorithms)
    }

    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        let algorithms = &self.provider.signature_verification_algorithms;
        rustls::crypto::verify_tls13_signature(message, certificate, signed, algorithms)
    }

    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.provider.signature_verification_algorithms.supported_schemes()
    }
}
