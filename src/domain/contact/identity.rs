//! The identity check: which details the customer named, who compared them with the file, and when.

use serde::{Deserialize, Serialize};

use crate::domain::named::named;
use crate::domain::timestamp::Timestamp;

named! {
    /// A detail by which customers are known.
    Detail {
        /// Given and family name.
        Name = "name",
        /// The customer's number.
        Number = "number",
        /// Day of birth.
        BirthDate = "birth_date",
        /// Postal code.
        PostalCode = "postal_code",
        /// Street.
        Street = "street",
        /// Telephone number.
        Phone = "phone",
        /// Mail address.
        Email = "email",
        /// What was ordered last.
        LastOrder = "last_order",
        /// The last digits of a card or an account.
        LastDigits = "last_digits",
        /// A word that was agreed on.
        Password = "password",
    }
}

impl Detail {
    /// The detail as it is asked for.
    #[must_use]
    pub fn words(self) -> String {
        self.name().replace('_', " ")
    }
}

/// That a customer is who they say, and how it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Identity {
    /// The details that agreed.
    pub details: Vec<Detail>,
    /// Who compared them.
    pub by: String,
    /// When.
    pub at: Timestamp,
}
