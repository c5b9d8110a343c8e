//! Phone Agent.

use crate::error::Error;
use crate::neo::Neo;
use crate::response::Response;
use crate::types::PublicPhoneNumber;

impl Neo {
    /// The phone numbers that are wired into the tenant's Phone Agent.
    ///
    /// # Errors
    /// All that [`Error`] lists.
    pub async fn phone_numbers(&self) -> Result<Response<Vec<PublicPhoneNumber>>, Error> {
        self.call(|api| api.phone_numbers_get().send()).await
    }
}
