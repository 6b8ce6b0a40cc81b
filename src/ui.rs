//! The theme and the widgets: they take plain data and draw it. Nothing here knows the state of the desk, a clock or a
//! terminal.
//!
//! Every widget draws with the signs of [`glyphs::sign`] and within the area it was given; on terminals without these
//! signs, [`glyphs::Glyphs::finish`] puts their ASCII forms in their place, once a frame, over the whole buffer.

pub mod editor;
pub mod field;
pub mod form;
pub mod format;
pub mod glyphs;
pub mod hints;
pub mod list;
pub mod meter;
pub mod pen;
pub mod popup;
pub mod rule;
pub mod tabs;
pub mod text;
pub mod theme;

#[cfg(test)]
mod stage;
