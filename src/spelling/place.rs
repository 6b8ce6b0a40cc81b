//! Where the dictionaries of a system lie, by what names, and which package brings one.

use std::fs;
use std::path::{Path, PathBuf};

use crate::domain::language;
use crate::domain::phone::Region;

/// Where systems keep dictionaries.
const USUAL: [&str; 6] = [
    "/usr/share/hunspell",
    "/usr/share/myspell/dicts",
    "/usr/share/myspell",
    "/usr/local/share/hunspell",
    "/opt/homebrew/share/hunspell",
    "/Library/Spelling",
];

/// The Debian packages that bring a dictionary, by language; where the countries have their own, by language and country,
/// the one for everybody first.
const PACKAGES: [(&str, &str); 51] = [
    ("af", "hunspell-af"),
    ("ar", "hunspell-ar"),
    ("be", "hunspell-be"),
    ("bg", "hunspell-bg"),
    ("bn", "hunspell-bn"),
    ("bs", "hunspell-bs"),
    ("ca", "hunspell-ca"),
    ("cs", "hunspell-cs"),
    ("da", "hunspell-da"),
    ("de", "hunspell-de-de"),
    ("de_AT", "hunspell-de-at"),
    ("de_CH", "hunspell-de-ch"),
    ("el", "hunspell-el"),
    ("en", "hunspell-en-us"),
    ("en_AU", "hunspell-en-au"),
    ("en_CA", "hunspell-en-ca"),
    ("en_GB", "hunspell-en-gb"),
    ("en_IE", "hunspell-en-gb"),
    ("en_NZ", "hunspell-en-gb"),
    ("en_ZA", "hunspell-en-za"),
    ("es", "hunspell-es"),
    ("et", "myspell-et"),
    ("eu", "hunspell-eu"),
    ("fo", "myspell-fo"),
    ("fr", "hunspell-fr"),
    ("gl", "hunspell-gl"),
    ("he", "hunspell-he"),
    ("hi", "hunspell-hi"),
    ("hr", "hunspell-hr"),
    ("hu", "hunspell-hu"),
    ("id", "hunspell-id"),
    ("is", "hunspell-is"),
    ("it", "hunspell-it"),
    ("ko", "hunspell-ko"),
    ("lt", "hunspell-lt"),
    ("lv", "hunspell-lv"),
    ("nb", "hunspell-no"),
    ("nl", "hunspell-nl"),
    ("no", "hunspell-no"),
    ("pl", "hunspell-pl"),
    ("pt", "hunspell-pt-pt"),
    ("pt_BR", "hunspell-pt-br"),
    ("ro", "hunspell-ro"),
    ("ru", "hunspell-ru"),
    ("sk", "hunspell-sk"),
    ("sl", "hunspell-sl"),
    ("sr", "hunspell-sr"),
    ("sv", "hunspell-sv"),
    ("tr", "hunspell-tr"),
    ("uk", "hunspell-uk"),
    ("vi", "hunspell-vi"),
];

pub(super) fn usual() -> Vec<PathBuf> {
    USUAL.iter().map(PathBuf::from).collect()
}

/// The affix file for a language with the words beside it: of the country that the tag names, else of the house's own,
/// else of the country the language is called after, else the first there is.
pub(super) fn find(folders: &[PathBuf], language: &str, region: Option<Region>) -> Option<PathBuf> {
    let wanted = wanted(language, region);
    let named = wanted.iter().flat_map(|name| folders.iter().map(move |folder| folder.join(format!("{name}.aff"))));
    let of_language = format!("{}_", tongue(language));
    named.chain(folders.iter().flat_map(|folder| beginning_with(folder, &of_language))).find(|file| is_whole(file))
}

/// The Debian package that brings a dictionary of a language, as a BCP 47 tag; `None` where none is known.
#[must_use]
pub fn package(language: &str, region: Region) -> Option<&'static str> {
    let known = |name: &String| PACKAGES.iter().find(|(of, _)| of == name).map(|(_, package)| *package);
    wanted(language, Some(region)).iter().find_map(known)
}

/// The names of the dictionaries that would do for a language, the fittest first.
fn wanted(language: &str, region: Option<Region>) -> Vec<String> {
    let tongue = tongue(language);
    let country = language.split(['-', '_']).nth(1).map(|country| format!("{tongue}_{}", country.to_uppercase()));
    let own = region.map(|region| format!("{tongue}_{}", region.code()));
    let after = format!("{tongue}_{}", tongue.to_uppercase());
    country.into_iter().chain(own).chain([tongue, after]).collect()
}

fn tongue(language: &str) -> String {
    language::code(language).to_lowercase()
}

/// The affix files of a folder whose names begin so, in their order.
fn beginning_with(folder: &Path, beginning: &str) -> Vec<PathBuf> {
    let files = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.path());
    let fits = |file: &PathBuf| {
        let name = file.file_name().and_then(|name| name.to_str()).unwrap_or_default();
        name.starts_with(beginning) && file.extension().is_some_and(|extension| extension == "aff")
    };
    let mut fitting: Vec<PathBuf> = files.filter(fits).collect();
    // Of English that is not said whose, most is American.
    fitting.sort_by_key(|file| (!file.ends_with("en_US.aff"), file.clone()));
    fitting
}

/// Whether both files of a dictionary are there.
fn is_whole(affixes: &Path) -> bool {
    affixes.is_file() && affixes.with_extension("dic").is_file()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_several_countries_the_fittest_is_taken() {
        let folder = tempfile::tempdir().unwrap();
        let put = |name: &str| {
            for ending in ["aff", "dic"] {
                fs::write(folder.path().join(format!("{name}.{ending}")), "").unwrap();
            }
        };
        let found = |language: &str, region: &str| {
            let file = find(&[folder.path().to_owned()], language, Region::named(region));
            file.map(|file| file.file_stem().unwrap().to_str().unwrap().to_owned()).unwrap_or_default()
        };
        ["de_DE", "de_AT", "en_AU", "en_GB", "en_US", "fr"].into_iter().for_each(put);
        assert_eq!(found("de", "AT"), "de_AT");
        assert_eq!(found("de-CH", "US"), "de_DE");
        assert_eq!(found("en-gb", "US"), "en_GB");
        assert_eq!(found("en", "DE"), "en_US");
        assert_eq!(found("fr-CA", "CA"), "fr");
        assert_eq!(found("tlh", "US"), "");
        fs::write(folder.path().join("nl_NL.aff"), "").unwrap();
        assert_eq!(found("nl", "NL"), "");
    }

    #[test]
    fn a_package_is_named_for_the_country_of_the_tag_or_of_the_house() {
        let package = |language: &str, region: &str| package(language, Region::named(region).unwrap());
        assert_eq!(package("en", "GB"), Some("hunspell-en-gb"));
        assert_eq!(package("en", "DE"), Some("hunspell-en-us"));
        assert_eq!(package("pt-BR", "US"), Some("hunspell-pt-br"));
        assert_eq!(package("tlh", "US"), None);
    }
}
