//! Goods as they are said: lines of an order by their names and options, and the variants that come for them.

use serde_json::{Value, json};

use super::word::{best, telling};
use super::{Fit, Known, Unclear};
use crate::domain::order::{Order, OrderLine};
use crate::domain::product::{Availability, Offer, Product, Variant};
use crate::domain::text::{fold_reference, value_words, words};

/// Between what goes and what comes.
const ARROWS: [&str; 5] = ["->", "→", "=>", " to ", " for "];

/// What stands for every line of an order.
const ALL: [&str; 3] = ["all", "everything", "all of it"];

/// The variants that are said, each as often as it is meant: `2 pegs, lamp`.
pub(super) fn lines(said: &str, order: &Order) -> Result<Value, Unclear> {
    if ALL.contains(&said.trim().to_lowercase().as_str()) {
        let whole = order.lines.iter().flat_map(|line| std::iter::repeat_n(&line.sku, times(line.quantity)));
        return Ok(whole.map(|sku| Value::from(sku.as_str())).collect());
    }
    let mut all = Vec::new();
    for part in parts(said) {
        let (count, line) = counted(&part, order)?;
        all.extend(std::iter::repeat_n(Value::from(line.sku.as_str()), count));
    }
    if all.is_empty() { Err(Unclear::new("say which items", of_lines(order))) } else { Ok(Value::Array(all)) }
}

/// What is said to go and to come: `blue M -> red M, lamp -> lamp black`.
pub(super) fn swaps(said: &str, order: &Order, known: &Known<'_>) -> Result<Value, Unclear> {
    let mut all = Vec::new();
    for part in parts(said) {
        let split = ARROWS.iter().find_map(|arrow| part.split_once(arrow));
        let (from, to) = split.unwrap_or((&part, ""));
        let (count, line) = counted(from, order)?;
        let to = variant(to, line, known)?;
        all.extend(std::iter::repeat_n(json!({"from": line.sku, "to": to}), count));
    }
    if all.is_empty() {
        Err(Unclear::new("say what is to become what", of_lines(order)))
    } else {
        Ok(Value::Array(all))
    }
}

/// Of what is said to go and to come, what goes first.
pub(super) fn going(said: &str) -> &str {
    let first = said.split(',').next().unwrap_or(said);
    ARROWS.iter().find_map(|arrow| first.split_once(arrow)).map_or(first, |(goes, _)| goes).trim()
}

/// Variants of the catalogue that are said, each with how many of it: `2 x lamp, FJ2-M`. One is meant by its number, or by
/// words that describe it alone among what was found.
pub(super) fn ordered(said: &str, known: &Known<'_>) -> Result<Value, Unclear> {
    let one = |part: String| {
        let (count, words) = number_of(&part).unwrap_or((1, &part));
        let is_number = |words: &str| !words.contains(' ') && words.chars().any(|c| c.is_ascii_digit() || c == '-');
        let of = |offer: &Offer| [words_of_variant(&offer.variant), crate::domain::text::words(&offer.name)].concat();
        let exact = known.offers.iter().find(|offer| fold_reference(&offer.variant.sku) == fold_reference(words));
        let found = best(words, known.offers.iter().map(|offer| (offer, of(offer))));
        let only = exact.or(found.first().copied().filter(|_| found.len() == 1));
        let sku = match (only, found.as_slice()) {
            (Some(offer), _) => offer.variant.sku.clone(),
            (None, []) if is_number(words) => words.to_owned(),
            (None, several) => {
                let fits = if several.is_empty() { known.offers.iter().collect() } else { several.to_vec() };
                let fits = fits.into_iter().map(|offer| of_offer(offer, known)).collect();
                return Err(Unclear::new(format!("say which `{words}`"), fits));
            }
        };
        Ok(json!({"sku": sku, "quantity": count}))
    };
    let all: Vec<Value> = parts(said).into_iter().map(one).collect::<Result<_, _>>()?;
    if all.is_empty() { Err(Unclear::new("say what is ordered", Vec::new())) } else { Ok(Value::Array(all)) }
}

/// A variant of the catalogue as it is offered: its number, and what it is.
pub(super) fn of_offer(offer: &Offer, known: &Known<'_>) -> Fit {
    let variant = &offer.variant;
    let price = format!("{} {}", variant.price.decimal(known.house.currency), known.house.currency);
    let stock = match (variant.can_be_ordered(1), variant.stock) {
        (false, _) => ", cannot be had now".to_owned(),
        (true, Some(stock)) => format!(", {stock} in stock"),
        (true, None) => String::new(),
    };
    let place = if variant.location.is_empty() { String::new() } else { format!(", {}", variant.location) };
    let options = variant.words();
    let name = if options.is_empty() { offer.name.clone() } else { format!("{}, {options}", offer.name) };
    Fit::new(variant.sku.as_str(), format!("{name}, {price}{stock}{place}"))
}

/// How many are said at the beginning, and what follows.
fn number_of(said: &str) -> Option<(usize, &str)> {
    let (first, rest) = said.trim().split_once(' ')?;
    let number = first.trim_end_matches(['x', 'X', '×']).parse::<usize>().ok();
    let rest = rest.trim().strip_prefix("x ").unwrap_or(rest.trim());
    number.filter(|number| (1..=999).contains(number) && !rest.is_empty()).map(|number| (number, rest))
}

/// What is said one by one.
fn parts(said: &str) -> Vec<String> {
    let said = said.replace(" and ", ",").replace(" + ", ",");
    said.split(',').map(str::trim).filter(|part| !part.is_empty()).map(str::to_owned).collect()
}

/// A line, and how many of it are meant.
fn counted<'o>(said: &str, order: &'o Order) -> Result<(usize, &'o OrderLine), Unclear> {
    match number_of(said) {
        Some((count, rest)) if matching(said, order).is_empty() => Ok((count, line(rest, order)?)),
        Some(_) | None => Ok((1, line(said, order)?)),
    }
}

/// The lines that the words describe best.
pub(super) fn matching<'o>(said: &str, order: &'o Order) -> Vec<&'o OrderLine> {
    let exact = order.lines.iter().find(|line| fold_reference(&line.sku) == fold_reference(said));
    exact.map_or_else(|| best(said, order.lines.iter().map(|line| (line, words_of(line)))), |line| vec![line])
}

fn line<'o>(said: &str, order: &'o Order) -> Result<&'o OrderLine, Unclear> {
    let found = matching(said, order);
    match found.as_slice() {
        [] => Err(Unclear::new(format!("nothing in {} is called `{said}`", order.reference), of_lines(order))),
        [first, rest @ ..] if rest.iter().all(|line| line.sku == first.sku) => Ok(first),
        several => {
            let fits = several.iter().map(|line| of_line(line)).collect();
            Err(Unclear::new(format!("`{said}` may be several things; say more of it"), fits))
        }
    }
}

/// The words by which a line of an order is told.
pub(super) fn words_of(line: &OrderLine) -> Vec<String> {
    let options = line.options.values().map(value_words);
    let mut all = words(&format!("{} {}", line.name, options.collect::<Vec<_>>().join(" ")));
    all.extend(words(&line.sku));
    all.push(fold_reference(&line.sku));
    all
}

/// What can be said of an order's lines.
pub(super) fn of_lines(order: &Order) -> Vec<Fit> {
    order.lines.iter().map(of_line).collect()
}

fn of_line(line: &OrderLine) -> Fit {
    let count = if line.quantity == 1 { String::new() } else { format!("{} of it, ", line.quantity) };
    let options = line.options.values().map(value_words).collect::<Vec<_>>().join(" ");
    Fit::new(plain(&format!("{} {options}", line.name)), format!("{count}{}", line.sku))
}

/// Words in which nothing parts one thing from another.
fn plain(words: &str) -> String {
    let plain: String = words.chars().filter(|c| !matches!(c, ',' | ';' | '"' | '+')).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The number of the variant that is to come for a line. One that is not known yet may be any.
fn variant(said: &str, line: &OrderLine, known: &Known<'_>) -> Result<String, Unclear> {
    let said = said.trim();
    let Some(product) = product_of(line, known) else {
        let is_number = said.chars().any(|c| c.is_ascii_digit()) && !said.contains(' ');
        let unknown = format!("say what comes for `{}` by its number: its variants are not known here", line.name);
        return if is_number { Ok(said.to_owned()) } else { Err(Unclear::new(unknown, Vec::new())) };
    };
    let others: Vec<&Variant> = product.variants.iter().filter(|variant| variant.sku != line.sku).collect();
    if let Some(exact) = others.iter().find(|variant| fold_reference(&variant.sku) == fold_reference(said)) {
        return Ok(exact.sku.clone());
    }
    let names = words(&product.name);
    let said_words = telling(said);
    let options: Vec<String> = said_words.iter().filter(|word| !names.contains(word)).cloned().collect();
    let told = if options.is_empty() { said.to_owned() } else { options.join(" ") };
    let mut found = best(&told, others.iter().map(|variant| (*variant, words_of_variant(variant))));
    // Where several fit, the one is meant that is otherwise as the old one was.
    let alike = |variant: &Variant| {
        variant.options.iter().filter(|(name, value)| line.options.get(*name) == Some(value)).count()
    };
    let most = found.iter().map(|variant| alike(variant)).max();
    found.retain(|variant| Some(alike(variant)) == most);
    match found.as_slice() {
        [one] => Ok(one.sku.clone()),
        [] if said.is_empty() => {
            Err(Unclear::new(format!("say what comes for `{}`, after ->", line.name), of_variants(&others)))
        }
        [] => Err(Unclear::new(format!("no other {} is called `{said}`", product.name), of_variants(&others))),
        several => Err(Unclear::new(format!("`{said}` may be several; say more of it"), of_variants(several))),
    }
}

fn words_of_variant(variant: &Variant) -> Vec<String> {
    let mut all = words(&variant.words());
    all.extend(words(&variant.sku));
    all
}

/// The product that a line is of, where it is known.
pub(super) fn product_of<'p>(line: &OrderLine, known: &Known<'p>) -> Option<&'p Product> {
    known.products.iter().find(|product| product.variant(&line.sku).is_some() || product.reference == line.product)
}

/// What can be said of variants, those that can be had first.
fn of_variants(variants: &[&Variant]) -> Vec<Fit> {
    let can = |variant: &&&Variant| variant.can_be_ordered(1);
    let (can, cannot): (Vec<_>, Vec<_>) = variants.iter().partition(can);
    let fit = |variant: &&Variant| {
        let words = match (variant.availability, variant.stock) {
            (Availability::Unavailable, _) | (_, Some(0)) => format!("{}, cannot be had now", variant.sku),
            (Availability::Available, Some(stock)) => format!("{}, {stock} in stock", variant.sku),
            (Availability::Available, None) => variant.sku.clone(),
        };
        let text = plain(&variant.words());
        Fit::new(if text.is_empty() { variant.sku.clone() } else { text }, words)
    };
    can.into_iter().chain(cannot).map(fit).collect()
}

/// What can be said of every line that may go, with what may come for it.
pub(super) fn of_swaps(order: &Order, known: &Known<'_>) -> Vec<Fit> {
    let of = |line: &OrderLine| {
        let variants = product_of(line, known).map(|product| product.variants.iter().filter(|one| one.sku != line.sku));
        let variants: Vec<&Variant> = variants.into_iter().flatten().collect();
        let from = of_line(line).text;
        of_variants(&variants).into_iter().map(move |to| Fit::new(format!("{from} -> {}", to.text), to.words))
    };
    order.lines.iter().flat_map(of).collect()
}

fn times(quantity: i64) -> usize {
    usize::try_from(quantity).unwrap_or(0).min(999)
}
