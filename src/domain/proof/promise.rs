//! A promise without a date: a sentence that says that the customer will hear from us, and not by when.

use super::run::{Run, folded, runs, said};
use super::{Mark, Rule};
use crate::domain::text::sentences;

/// How a language promises, phrases parted by `/`, and by what words it says when. Both are folded.
struct Tongue {
    code: &'static str,
    /// What is promised.
    promises: &'static str,
    /// Words that say when, or on what it hangs; so do the figures of a day and an hour.
    when: &'static str,
}

const TONGUES: [Tongue; 6] = [
    Tongue {
        code: "en",
        promises: "call you back / will call you / ll call you / give you a call / ring you back / get back to you / \
            come back to you / be in touch / keep you posted / keep you updated / keep you informed / \
            will let you know / ll let you know / will contact you / ll contact you / will write to you / \
            will follow up / ll follow up",
        when: "today tonight tomorrow morning noon afternoon evening midnight minute minutes hour hours day days \
            week weeks weekend month months monday tuesday wednesday thursday friday saturday sunday january \
            february march april june july august september october november december once when until before \
            after if",
    },
    Tongue {
        code: "de",
        promises: "rufen sie zuruck / rufe sie zuruck / rufe dich zuruck / rufen dich zuruck / rufen sie an / \
            rufe sie an / melden uns / melde mich / geben ihnen bescheid / gebe ihnen bescheid / \
            geben dir bescheid / gebe dir bescheid / kommen auf sie zu / komme auf sie zu / \
            mit ihnen in verbindung / halten sie auf dem laufenden / halte sie auf dem laufenden",
        when: "heute morgen ubermorgen vormittag mittag nachmittag abend minute minuten stunde stunden tag tage \
            tagen tages woche wochen wochenende monat monate monaten montag dienstag mittwoch donnerstag freitag \
            samstag sonnabend sonntag januar februar marz april mai juni juli august september oktober november \
            dezember sobald wenn falls nachdem bevor bis",
    },
    Tongue {
        code: "fr",
        promises: "vous rappelle / vous rappelons / vous rappellerai / vous rappellerons / vous recontacte / \
            vous recontactons / vous recontacterai / vous recontacterons / reviens vers vous / \
            revenons vers vous / reviendrai vers vous / reviendrons vers vous / vous tiendrai au courant / \
            vous tiendrons au courant / vous tiens au courant / vous tenons au courant / vous informerons",
        when: "aujourd demain matin midi apres soir minute minutes heure heures jour jours semaine semaines mois \
            lundi mardi mercredi jeudi vendredi samedi dimanche janvier fevrier mars avril mai juin juillet aout \
            septembre octobre novembre decembre quand lorsque avant si",
    },
    Tongue {
        code: "es",
        promises: "le llamaremos / le llamare / te llamaremos / te llamare / le devolveremos la llamada / \
            nos pondremos en contacto / me pondre en contacto / le avisaremos / le avisare / te avisaremos / \
            le informaremos / le mantendremos",
        when: "hoy manana tarde noche mediodia minuto minutos hora horas dia dias semana semanas mes meses lunes \
            martes miercoles jueves viernes sabado domingo enero febrero marzo abril mayo junio julio agosto \
            septiembre octubre noviembre diciembre cuando cuanto antes despues si",
    },
    Tongue {
        code: "it",
        promises: "la richiameremo / la richiamero / ti richiameremo / ti richiamero / la ricontatteremo / \
            la ricontattero / le faremo sapere / le faro sapere / ti faremo sapere / ci faremo sentire / \
            mi faro sentire / la terremo / la aggiorneremo",
        when: "oggi domani mattina mezzogiorno pomeriggio sera minuto minuti ora ore giorno giorni settimana \
            settimane mese mesi lunedi martedi mercoledi giovedi venerdi sabato domenica gennaio febbraio marzo \
            aprile maggio giugno luglio agosto settembre ottobre novembre dicembre quando appena prima dopo se",
    },
    Tongue {
        code: "nl",
        promises: "bellen u terug / bel u terug / bellen je terug / bel je terug / contact met u op / \
            contact met je op / laten u weten / laat u weten / laten het u weten / laat het u weten / \
            komen bij u terug / kom bij u terug / houden u op de hoogte / houd u op de hoogte",
        when: "vandaag morgen overmorgen ochtend middag namiddag avond minuut minuten uur uren dag dagen week weken \
            weekend maand maanden maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari \
            maart april mei juni juli augustus september oktober november december zodra wanneer als voor na",
    },
];

/// Whether a figure may be of a day, an hour or a year: `17`, `9am`, `24th`, `2026`. References and sums are longer.
fn is_figure_of_time(run: &str) -> bool {
    let digits = run.chars().take_while(char::is_ascii_digit).count();
    let letters = run.chars().count() - digits;
    matches!(digits, 1 | 2) && letters <= 3 || digits == 4 && letters == 0 && run.starts_with("20")
}

pub(super) fn marks(text: &str, tongue: &str) -> Vec<Mark> {
    let Some(tongue) = TONGUES.iter().find(|known| known.code == tongue) else { return Vec::new() };
    let runs = runs(text);
    let undated = sentences(text).into_iter().filter_map(|sentence| {
        let within = |run: &&Run| sentence.start <= run.range.start && run.range.end <= sentence.end;
        let words: Vec<Run> = runs.iter().filter(within).cloned().collect();
        let dated = |run: &Run| is_figure_of_time(&run.folded) || tongue.when.split(' ').any(|word| word == run.folded);
        (!words.iter().any(dated)).then_some(words)
    });
    let promised = undated.flat_map(|words| {
        let phrases = tongue.promises.split('/').map(folded);
        phrases.flat_map(|phrase| said(text, &words, &phrase)).collect::<Vec<_>>()
    });
    promised.map(|range| Mark::new(range, Rule::Promise, None)).collect()
}
