//! What every store must do, whatever database lies beneath it. A case is a function over a store, and becomes one test
//! a driver.
#![cfg(test)]

/// Makes tests of cases: the first list gets a store each, the second a place where several can open the same one.
/// A driver more is a line more.
macro_rules! conformance {
    ($alone:tt $together:tt) => {
        conformance!(sqlite $alone $together);
        conformance!(postgres $alone $together);
    };
    ($driver:ident [$($alone:ident)*] [$($together:ident)*]) => {
        mod $driver {
            $(
                #[test]
                fn $alone() {
                    if let Some(place) = crate::store::given::Place::$driver() {
                        super::$alone(&mut place.open());
                    }
                }
            )*
            $(
                #[test]
                fn $together() {
                    if let Some(place) = crate::store::given::Place::$driver() {
                        super::$together(&place);
                    }
                }
            )*
        }
    };
}

mod store {
    mod accounts;
    mod answers;
    mod approvals;
    mod arrival;
    mod asked;
    mod backup;
    mod broken;
    mod cases;
    mod contacts;
    mod customers;
    mod desk;
    mod desks;
    mod drafts;
    mod filled;
    mod found;
    mod identity;
    mod keys;
    mod learning;
    mod merging;
    mod money;
    mod moving;
    mod orders;
    mod outages;
    mod perform;
    mod portable;
    mod postgres;
    mod products;
    mod promises;
    mod repair;
    mod requests;
    mod schema;
    mod secure;
    mod sharing;
    mod sqlite;
    mod undo;
    mod vocabulary;

    pub(crate) mod cluster;
    pub(crate) mod given;
}
