//! Frontline.
fn main() -> anyhow::Result<()> {
    let config = frontline::config::Config::default();
    frontline::cli::desk::demo(&config, "Jonas Weber", "retail")
}
