//! The encrypted connection, and how much of the server's certificate is believed, in libpq's five words.

use std::sync::Arc;

use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier};
use rustls::crypto::CryptoProvider;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{CertificateError, ClientConfig, DigitallySignedStruct, Error, RootCertStore, SignatureScheme};
use tokio_postgres_rustls::MakeRustlsConnect;

use super::super::super::Cause;

/// How a connection is to be protected (`sslmode`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Trust {
    /// Not at all.
    Disable,
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
            "prefer" => Self::Prefer,
            "require" => Self::Require,
            "verify-ca" => Self::VerifyCa,
            "verify-full" => Self::VerifyFull,
            _ => return None,
        })
    }
}

/// What makes a connection an encrypted one. The authorities are those of the file `roots`, or of this machine.
pub(super) fn connector(trust: Trust, roots: Option<&str>) -> Result<MakeRustlsConnect, Cause> {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider.clone()).with_safe_default_protocol_versions()?;
    // As with libpq, whoever names authorities wants them asked.
    let asks = matches!(trust, Trust::VerifyCa | Trust::VerifyFull) || (trust == Trust::Require && roots.is_some());
    let authorities = if asks {
        let authorities = Arc::new(authorities(roots)?);
        Some(WebPkiServerVerifier::builder_with_provider(authorities, provider.clone()).build()?)
    } else {
        None
    };
    let verifier = Arc::new(Verifier { trust, authorities, provider });
    let config = builder.dangerous().with_custom_certificate_verifier(verifier).with_no_client_auth();
    Ok(MakeRustlsConnect::new(config))
}

fn authorities(roots: Option<&str>) -> Result<RootCertStore, Cause> {
    let mut store = RootCertStore::empty();
    if let Some(path) = roots {
        for certificate in CertificateDer::pem_file_iter(path)? {
            store.add(certificate?)?;
        }
    } else {
        store.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
    }
    if store.is_empty() {
        return Err("no certificate authority is known here; name a file of them by sslrootcert".into());
    }
    Ok(store)
}

/// Believes as much as was asked for; that the server holds its certificate's key is always checked.
#[derive(Debug)]
struct Verifier {
    trust: Trust,
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
        match authorities.verify_server_cert(certificate, between, name, ocsp, now) {
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
