//! Where this machine keeps what belongs to the desk, and the zone its clock is set to.

use std::path::PathBuf;

use directories::ProjectDirs;

use crate::domain::timestamp::Zone;

/// The directories of this account. None of them needs to exist yet.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Places {
    /// Holds `config.toml`.
    pub config: PathBuf,
    /// Holds the store.
    pub data: PathBuf,
    /// Holds the log and what was rescued.
    pub state: PathBuf,
    /// Holds what can be made anew.
    pub cache: PathBuf,
}

impl Places {
    /// The directories that the platform sets aside for a program of this name; `None` where the account has no home.
    #[must_use]
    pub fn of_account() -> Option<Self> {
        let places = ProjectDirs::from("", "", "frontline")?;
        Some(Self {
            config: places.config_dir().to_owned(),
            data: places.data_dir().to_owned(),
            state: places.state_dir().unwrap_or_else(|| places.data_local_dir()).to_owned(),
            cache: places.cache_dir().to_owned(),
        })
    }

    /// The file in which the desk looks for its settings.
    #[must_use]
    pub fn config_file(&self) -> PathBuf {
        self.config.join("config.toml")
    }
}

/// The zone that the machine's clock is set to, and UTC where it does not tell.
pub(super) fn machine_zone() -> Zone {
    iana_time_zone::get_timezone().ok().and_then(|name| Zone::named(&name)).unwrap_or(Zone::UTC)
}
