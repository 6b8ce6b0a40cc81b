//! What nobody may read over a shoulder or in a log. A secret never stands in the configuration: a command prints it.

use std::fmt;

/// A password, key or token. It prints as `***`.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps what a command printed, without the line break at its end.
    #[must_use]
    pub fn new(printed: &str) -> Self {
        Self(printed.trim_end_matches(['\r', '\n']).to_owned())
    }

    /// The secret itself, for the one place that sends it.
    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Display for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

/// Whether a setting of this name would hold a secret: `password`, `smtp_password`, `api-key`.
pub(super) fn is_secret(key: &str) -> bool {
    let key = key.to_lowercase().replace('-', "_");
    let last = key.rsplit('_').next().unwrap_or_default();
    matches!(last, "secret" | "password" | "passwd" | "passphrase" | "token" | "credentials")
        || key.ends_with("api_key")
}

/// Whether an address such as `postgres://desk:1234@host/db` holds a password.
pub(super) fn holds_password(address: &str) -> bool {
    let authority = address.split_once("://").map(|(_, rest)| rest.split(['/', '?']).next().unwrap_or_default());
    let user = authority.and_then(|authority| authority.rsplit_once('@')).map(|(user, _)| user);
    user.is_some_and(|user| user.contains(':')) || address.to_lowercase().contains("password=")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_prints_as_stars() {
        let secret = Secret::new("hunter2\n");
        assert_eq!(format!("{secret} {secret:?}"), "*** ***");
        assert_eq!(secret.reveal(), "hunter2");
    }

    #[test]
    fn a_secret_is_known_by_its_name() {
        assert!(["secret", "smtp_password", "API-Key", "token"].into_iter().all(is_secret));
        assert!(!["secret_command", "keys", "key", "store", "tokens_shown"].into_iter().any(is_secret));
    }

    #[test]
    fn a_password_in_an_address_is_seen() {
        assert!(holds_password("postgres://desk:1234@db.example/shop"));
        assert!(holds_password("postgres://db.example/shop?user=a&password=b"));
        assert!(!holds_password("postgres://desk@db.example:5432/shop"));
        assert!(!holds_password("sqlite:/home/a:b@c/desk.db"));
    }
}
