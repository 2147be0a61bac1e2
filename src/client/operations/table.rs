//! The operations of the management API as a table: method, place, api-version, form of the answer. A
//! further operation is a further row. Knows how requests look, not how they are sent.

use super::target::Target;
use crate::arm::api_version::{DEFAULT, NEWEST_PREVIEW, SDK_V1, is_preview};
use crate::client::http::request::Method;

/// One operation of the management API.
#[derive(Debug)]
pub struct Operation {
    /// Its name in the client, such as `listNodes`.
    pub(in crate::client) name: &'static str,
    pub(in crate::client) method: Method,
    pub(in crate::client) place: Place,
    /// What follows the path of the place.
    pub(in crate::client) tail: &'static str,
    since: Since,
    pub(in crate::client) answer: Answer,
}

/// What an operation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Place {
    /// The workspace.
    Workspace,
    /// A compute of it, by its name.
    Compute,
    /// A job of it, by its id.
    Job,
    /// A region, for this subscription.
    Region,
}

/// In which api-versions an operation exists.
#[derive(Clone, Copy, Debug)]
enum Since {
    /// In all.
    Ever,
    /// From this date on.
    Date(&'static str),
    /// From this date on, in previews alone.
    Preview(&'static str),
    /// Not published; it is called in this version.
    Only(&'static str),
}

/// What the service answers with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::client) enum Answer {
    /// One JSON object.
    Object,
    /// A page of a list, under one of these members.
    Page(&'static [&'static str]),
    /// Nothing of interest.
    Nothing,
    /// The start of something that takes long.
    Operation(Target),
}

impl Operation {
    /// Its name in the client, such as `listNodes`.
    #[must_use]
    pub const fn name(&self) -> &'static str {
        self.name
    }

    /// The api-version it is called in: the chosen one if that has the operation; else the newest stable
    /// version, or the newest preview for what only previews have.
    #[must_use]
    pub fn version<'v>(&self, chosen: &'v str) -> &'v str {
        let (date, instead, fits) = match self.since {
            Since::Ever => return chosen,
            Since::Only(version) => return version,
            Since::Date(date) => (date, DEFAULT, true),
            Since::Preview(date) => (date, NEWEST_PREVIEW, is_preview(chosen)),
        };
        // Dates in this form are in order as texts.
        if fits && chosen >= date { chosen } else { instead }
    }

    /// Whether it is to change something: some `POST`s only read.
    pub(in crate::client) fn changes(&self) -> bool {
        match self.method {
            Method::Get => false,
            Method::Post => {
                matches!(self.answer, Answer::Operation(_) | Answer::Nothing)
                    || self.is(&UPDATE_QUOTAS)
            }
            _ => true,
        }
    }

    /// Whether this is that row of the table.
    pub(in crate::client) fn is(&self, other: &'static Self) -> bool {
        std::ptr::eq(self, other)
    }

    /// The operation of this name.
    pub(in crate::client) fn named(name: &str) -> Option<&'static Self> {
        ALL.iter().copied().find(|operation| operation.name == name)
    }
}

const VALUE: Answer = Answer::Page(&["value"]);
/// Until 2021-04-01 the list of sizes stood under another name.
const SIZES: Answer = Answer::Page(&["value", "amlCompute"]);
const NODES: Answer = Answer::Page(&["nodes"]);
const PRESENT: Answer = Answer::Operation(Target::Present);
/// The half of the service that runs jobs.
const JOBS: Since = Since::Date("2022-05-01");

macro_rules! operations {
    ($($(#[$doc:meta])* $constant:ident = $name:literal $method:ident $place:ident $tail:literal $since:expr, $answer:expr;)*) => {
        $(
            $(#[$doc])*
            pub static $constant: Operation = Operation {
                name: $name,
                method: Method::$method,
                place: Place::$place,
                tail: $tail,
                since: $since,
                answer: $answer,
            };
        )*
        /// Every operation.
        pub static ALL: &[&Operation] = &[$(&$constant),*];
    };
}

operations! {
    /// Reads a compute.
    GET = "get" Get Compute "" Since::Ever, Answer::Object;
    /// Lists the computes of the workspace.
    LIST = "list" Get Workspace "/computes" Since::Ever, VALUE;
    /// Creates or attaches a compute, or replaces one of the same name.
    CREATE = "create" Put Compute "" Since::Ever, PRESENT;
    /// Changes the scale or the identity of a compute.
    UPDATE = "update" Patch Compute "" Since::Ever, PRESENT;
    /// Gives a compute identities beside those it has.
    ADD_IDENTITY = "addIdentity" Patch Compute "" Since::Ever, PRESENT;
    /// Takes identities away from a compute.
    REMOVE_IDENTITY = "removeIdentity" Patch Compute "" Since::Ever, PRESENT;
    /// Deletes or detaches a compute.
    DELETE = "delete" Delete Compute "" Since::Ever, Answer::Operation(Target::Gone);
    /// Starts a compute instance.
    START = "start" Post Compute "/start" Since::Date("2020-02-18"), Answer::Operation(Target::Started);
    /// Stops a compute instance.
    STOP = "stop" Post Compute "/stop" Since::Date("2020-02-18"), Answer::Operation(Target::Stopped);
    /// Restarts a compute instance.
    RESTART = "restart" Post Compute "/restart" Since::Date("2020-02-18"), Answer::Operation(Target::Restarted);
    /// Gives a compute instance another machine size.
    RESIZE = "resize" Post Compute "/resize" Since::Preview("2023-08-01"), Answer::Operation(Target::Resized);
    /// Lists the sizes that a compute instance may get.
    ALLOWED_RESIZE_SIZES = "allowedResizeSizes" Post Compute "/getAllowedVmSizesForResize" Since::Preview("2023-08-01"), SIZES;
    /// Sets after how much idle time a compute instance stops.
    UPDATE_IDLE_SHUTDOWN = "updateIdleShutdown" Post Compute "/updateIdleShutdownSetting" Since::Preview("2022-06-01"), Answer::Nothing;
    /// Replaces the custom services of a compute instance.
    UPDATE_CUSTOM_SERVICES = "updateCustomServices" Post Compute "/customServices" Since::Preview("2022-06-01"), Answer::Nothing;
    /// Mounts data on a compute instance, or unmounts them.
    UPDATE_DATA_MOUNTS = "updateDataMounts" Post Compute "/updateDataMounts" Since::Preview("2024-01-01"), Answer::Nothing;
    /// Switches the single sign-on of a compute instance. Not published; the CLI calls it in this version.
    ENABLE_SSO = "enableSso" Post Compute "/enableSso" Since::Only("2024-04-01-preview"), Answer::Nothing;
    /// Lists the nodes of a cluster.
    LIST_NODES = "listNodes" Post Compute "/listNodes" Since::Ever, NODES;
    /// Reads the secrets of an attached compute.
    LIST_KEYS = "listKeys" Post Compute "/listKeys" Since::Ever, Answer::Object;
    /// Asks whether the name of a compute instance is free in the region. Found in SDK v1 alone.
    CHECK_NAME = "checkName" Post Workspace "/checkComputeNameAvailability" Since::Only(SDK_V1), Answer::Object;
    /// Lists the machine sizes of a region.
    VM_SIZES = "vmSizes" Get Region "/vmSizes" Since::Ever, SIZES;
    /// Lists what is used of the quotas of a region.
    USAGES = "usages" Get Region "/usages" Since::Ever, VALUE;
    /// Lists the quotas of a region.
    QUOTAS = "quotas" Get Region "/quotas" Since::Date("2019-06-01"), VALUE;
    /// Sets quotas of workspaces in a region.
    UPDATE_QUOTAS = "updateQuotas" Post Region "/updateQuotas" Since::Date("2019-06-01"), Answer::Object;
    /// Reads the workspace.
    WORKSPACE = "workspace" Get Workspace "" Since::Ever, Answer::Object;
    /// Submits a job.
    SUBMIT = "submit" Put Job "" JOBS, Answer::Object;
    /// Reads a job.
    GET_JOB = "getJob" Get Job "" JOBS, Answer::Object;
    /// Ends a job.
    CANCEL_JOB = "cancelJob" Post Job "/cancel" JOBS, Answer::Operation(Target::Ended);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_operation_is_called_in_a_version_that_has_it() {
        let rows = [
            (&GET, "2018-11-19", "2018-11-19"),
            (&START, "2020-02-18-preview", "2020-02-18-preview"),
            (&START, "2020-06-01", "2020-06-01"),
            (&START, "2019-05-01", DEFAULT),
            (&RESIZE, "2026-05-01", NEWEST_PREVIEW),
            (&RESIZE, "2023-08-01-preview", "2023-08-01-preview"),
            (&RESIZE, "2023-06-01-preview", NEWEST_PREVIEW),
            (&UPDATE_DATA_MOUNTS, "2023-08-01-preview", NEWEST_PREVIEW),
            (&UPDATE_IDLE_SHUTDOWN, "2022-06-01-preview", "2022-06-01-preview"),
            (&SUBMIT, "2021-07-01", DEFAULT),
            (&SUBMIT, "2022-05-01", "2022-05-01"),
            (&CHECK_NAME, "2026-05-01", "2020-02-02"),
            (&ENABLE_SSO, "2026-05-01", "2024-04-01-preview"),
        ];
        for (operation, chosen, wanted) in rows {
            assert_eq!(operation.version(chosen), wanted, "{} {chosen}", operation.name);
        }
    }

    #[test]
    fn names_are_unique() {
        for (at, operation) in ALL.iter().enumerate() {
            let found = ALL.iter().position(|other| other.name == operation.name);
            assert_eq!(found, Some(at), "{}", operation.name);
        }
        assert!(Operation::named("dance").is_none());
    }
}
