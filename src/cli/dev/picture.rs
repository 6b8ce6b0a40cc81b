//! Pictures of the desk for the README: a rehearsed contact of the demonstration, drawn by the desk itself at some moment
//! and written as SVG, a cell a cell.

use std::fmt::Write as _;
use std::path::Path;

use anyhow::{Context, Result};
use clap::ValueEnum;
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use crate::channel::script::Script;
use crate::cli::desk;
use crate::config::Config;
use crate::domain::timestamp::{Timestamp, Zone};
use crate::runtime::rehearsal::Rehearsal;
use crate::runtime::{pack, sample};
use crate::store::{Address, Store};

/// The size of a cell and of its letters, in pixels.
const CELL: (u16, u16) = (9, 20);
const LETTERS: u16 = 15;

/// The colours where the theme leaves them to the terminal.
const GROUND: &str = "#15181d";
const TEXT: &str = "#d3d7de";

/// A moment of the demonstration's first call.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum Moment {
    /// It rings.
    Ring,
    /// An answer is about to be put into the note.
    Answer,
    /// The order is found by what is in it.
    Find,
    /// The return is filled in, and what it does is in sight.
    Return,
    /// A line says what else is to be done.
    Say,
    /// The call is over, and the wrap-up has written itself.
    WrapUp,
}

/// Draws the desk at a moment of the demonstration's first call and writes it to `path`.
///
/// # Errors
/// When the pack cannot be read or the file not be written.
pub(super) fn take(path: &Path, moment: Moment, size: (u16, u16)) -> Result<()> {
    let mut desk = rehearse(moment, size)?;
    let svg = svg(desk.draw());
    std::fs::write(path, svg).with_context(|| format!("cannot write {}", path.display()))
}

/// The first call of the demonstration, up to that moment.
fn rehearse(moment: Moment, size: (u16, u16)) -> Result<Rehearsal> {
    let pack = pack::all()?.into_iter().next().context("no pack came with the program")?;
    let config = Config { time_zone: Zone::named("Europe/Berlin"), ..Config::default() }.with_pack(&pack);
    let begin = Timestamp::parse("2026-11-23T09:42:06Z").unwrap_or(pack.as_of);
    let mut store = Store::open(&Address::read(":memory:")?, config.house())?;
    sample::fill(&mut store, &pack, begin)?;
    let setup = desk::demo_setup(&config, "Jonas Weber")?;
    let mut desk = Rehearsal::open(setup, store, begin, size)?;
    desk.play(Script::read(pack::script(&pack))?);
    desk.wait(13);
    if moment == Moment::Ring {
        return Ok(desk);
    }
    desk.press("F2").wait(20);
    if moment == Moment::Answer {
        desk.press("n").types("Third call about the tent pole. Credit promised for Friday has not come.");
        desk.wait(14).press("Esc /").types("refund how l").wait(4);
        return Ok(desk);
    }
    desk.press("2 o").types("the tent");
    if moment == Moment::Find {
        return Ok(desk);
    }
    desk.press("Enter r").types("tent").press("Enter Tab Tab").types("pole splintered at first set-up").wait(9);
    if moment == Moment::Return {
        return Ok(desk);
    }
    desk.press("^S").wait(4).press(";").types("promise call when the parcel is here fri 10").wait(3);
    if moment == Moment::Say {
        return Ok(desk);
    }
    desk.press("Enter").wait(12).press("F8 F8").wait(6);
    Ok(desk)
}

fn svg(buffer: &Buffer) -> String {
    let (width, height) = (buffer.area.width * CELL.0, buffer.area.height * CELL.1);
    let mut svg = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {width} {height}\" font-size=\"{LETTERS}\" \
         font-family=\"ui-monospace, 'DejaVu Sans Mono', 'Cascadia Mono', Menlo, Consolas, monospace\">\n\
         <rect width=\"{width}\" height=\"{height}\" fill=\"{GROUND}\"/>\n"
    );
    for y in 0..buffer.area.height {
        for (x, cells, run) in runs(buffer, y) {
            draw(&mut svg, x, y, cells, &run);
        }
    }
    svg.push_str("</svg>\n");
    svg
}

/// The cells of a row in runs that look the same: where each begins, how many cells it takes, its text and its look.
fn runs(buffer: &Buffer, y: u16) -> Vec<(u16, u16, (String, Cell))> {
    let mut runs: Vec<(u16, u16, (String, Cell))> = Vec::new();
    for x in 0..buffer.area.width {
        let Some(cell) = buffer.cell((x, y)) else { continue };
        let same = |look: &Cell| look.fg == cell.fg && look.bg == cell.bg && look.modifier == cell.modifier;
        match runs.last_mut().filter(|(_, _, (_, look))| same(look)) {
            Some((_, cells, (text, _))) => {
                *cells += 1;
                text.push_str(cell.symbol());
            }
            None => runs.push((x, 1, (cell.symbol().to_owned(), cell.clone()))),
        }
    }
    runs
}

fn draw(svg: &mut String, x: u16, y: u16, cells: u16, (text, look): &(String, Cell)) {
    let (left, top, width) = (x * CELL.0, y * CELL.1, cells * CELL.0);
    if let Some(ground) = hex(look.bg) {
        let height = CELL.1;
        let rect =
            format!("<rect x=\"{left}\" y=\"{top}\" width=\"{width}\" height=\"{height}\" fill=\"{ground}\"/>\n");
        svg.push_str(&rect);
    }
    if text.trim().is_empty() {
        return;
    }
    let fill = hex(look.fg).unwrap_or_else(|| TEXT.to_owned());
    let weight = if look.modifier.contains(Modifier::BOLD) { " font-weight=\"bold\"" } else { "" };
    let line = if look.modifier.contains(Modifier::UNDERLINED) { " text-decoration=\"underline\"" } else { "" };
    let base = top + LETTERS;
    // The length is told, so that the columns stand whatever font the reader has.
    let written = writeln!(
        svg,
        "<text x=\"{left}\" y=\"{base}\" fill=\"{fill}\"{weight}{line} textLength=\"{width}\" \
         lengthAdjust=\"spacingAndGlyphs\" xml:space=\"preserve\">{}</text>",
        escaped(text)
    );
    debug_assert!(written.is_ok(), "a text in memory can always be written");
}

#[expect(clippy::wildcard_enum_match_arm, reason = "the picture is drawn in full colour")]
fn hex(colour: Color) -> Option<String> {
    match colour {
        Color::Rgb(red, green, blue) => Some(format!("#{red:02x}{green:02x}{blue:02x}")),
        _ => None,
    }
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
