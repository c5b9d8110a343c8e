//! Lists with a type for each position.

use serde::de::{Deserializer, Error};
use serde::ser::{Serialize, SerializeSeq, Serializer};
use serde::{Deserialize, de::DeserializeOwned};

use super::json::JsonValue;

/// The elements of a tuple, for generated code.
pub struct Elements {
    elements: std::vec::IntoIter<JsonValue>,
    index: usize,
}

impl Elements {
    /// Reads a list.
    ///
    /// # Errors
    /// When the value is not a list.
    pub fn read<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let elements: Vec<JsonValue> = Vec::deserialize(deserializer)?;
        Ok(Self {
            elements: elements.into_iter(),
            index: 0,
        })
    }

    /// The next element.
    ///
    /// # Errors
    /// When there is none, or it does not decode.
    pub fn next<T, E: Error>(
        &mut self,
        read: fn(&str) -> Result<T, serde_json::Error>,
    ) -> Result<T, E> {
        match self.maybe(read)? {
            Some(value) => Ok(value),
            None => Err(E::invalid_length(self.index, &"more elements")),
        }
    }

    /// The next element, if there is one.
    ///
    /// # Errors
    /// When it does not decode.
    pub fn maybe<T, E: Error>(
        &mut self,
        read: fn(&str) -> Result<T, serde_json::Error>,
    ) -> Result<Option<T>, E> {
        let Some(element) = self.elements.next() else {
            return Ok(None);
        };
        let index = self.index;
        self.index += 1;
        read(element.as_str())
            .map(Some)
            .map_err(|error| E::custom(format_args!("element {index}: {error}")))
    }

    /// The elements that are left.
    ///
    /// # Errors
    /// When one does not decode.
    pub fn rest<T, E: Error>(
        &mut self,
        read: fn(&str) -> Result<T, serde_json::Error>,
    ) -> Result<Vec<T>, E> {
        let mut rest = Vec::new();
        while let Some(value) = self.maybe(read)? {
            rest.push(value);
        }
        Ok(rest)
    }
}

/// Reads JSON text, for generated code.
///
/// # Errors
/// When it does not decode.
pub fn json_of<T: DeserializeOwned>(text: &str) -> Result<T, serde_json::Error> {
    serde_json::from_str(text)
}

/// Writes a tuple, for generated code: `write` adds its elements.
///
/// # Errors
/// When an element does not encode.
pub fn write_tuple<S: Serializer>(
    serializer: S,
    write: impl FnOnce(&mut TupleWriter<S>) -> Result<(), S::Error>,
) -> Result<S::Ok, S::Error> {
    let mut tuple = TupleWriter(serializer.serialize_seq(None)?);
    write(&mut tuple)?;
    tuple.0.end()
}

/// The tuple that is being written.
pub struct TupleWriter<S: Serializer>(S::SerializeSeq);

impl<S: Serializer> TupleWriter<S> {
    /// Writes an element.
    ///
    /// # Errors
    /// When it does not encode.
    pub fn element<T: Serialize + ?Sized>(&mut self, element: &T) -> Result<(), S::Error> {
        self.0.serialize_element(element)
    }
}
