//! What callers of the client call: one method for each operation, each a line or two. Knows no wire.

use std::fmt;

use super::client::{CallOptions, Client, Done, Work};
use super::http::error::Error;
use super::http::io::{Clock, TokenSource, Transport};
use super::http::request::Response;
use super::lro::observer::Observer;
use super::lro::resume::ResumeToken;
use super::operations::pages::{Page, Trail};
use super::operations::resource::Resource;
use super::operations::table::{self, Operation};
use super::operations::task::{Sent, Task, UnderlyingResourceAction};
use crate::diagnostics::write_text;
use crate::validate::ValidCompute;

impl<T: Transport, C: Clock, S: TokenSource> Client<T, C, S> {
    /// Reads a compute.
    ///
    /// # Errors
    /// Whatever keeps the compute from being read; [`Error::is_not_found`] if there is none.
    pub async fn get(&self, name: &str, options: &CallOptions) -> Result<Resource, Error> {
        self.object(&table::GET, name, "", options).await
    }

    /// Reads one page of the list of computes: the first one, or the one a `nextLink` names.
    ///
    /// # Errors
    /// Whatever keeps the page from being read; a link that leads to itself or to a foreign host.
    pub async fn list_page(
        &self,
        next_link: Option<&str>,
        options: &CallOptions,
    ) -> Result<Page, Error> {
        self.page(&table::LIST, "", next_link, options).await
    }

    /// Lists all computes, page by page.
    pub fn list(&self) -> Listing<'_, T, C, S> {
        self.listing(&table::LIST, "")
    }

    /// Lists the nodes of a cluster.
    pub fn list_nodes(&self, name: &str) -> Listing<'_, T, C, S> {
        self.listing(&table::LIST_NODES, name)
    }

    /// Lists the sizes that a compute instance may get by [`resize`](Self::resize). In previews alone.
    pub fn allowed_resize_sizes(&self, name: &str) -> Listing<'_, T, C, S> {
        self.listing(&table::ALLOWED_RESIZE_SIZES, name)
    }

    /// Lists the machine sizes of a region.
    pub fn vm_sizes(&self, region: &str) -> Listing<'_, T, C, S> {
        self.listing(&table::VM_SIZES, region)
    }

    /// Lists what is used of the quotas of a region. Cores are counted, not machines.
    pub fn usages(&self, region: &str) -> Listing<'_, T, C, S> {
        self.listing(&table::USAGES, region)
    }

    /// Lists the quotas of a region, of the subscription and of its workspaces.
    pub fn quotas(&self, region: &str) -> Listing<'_, T, C, S> {
        self.listing(&table::QUOTAS, region)
    }

    /// Sets quotas of workspaces in a region. `body` is `{"value": [{id, type, limit, unit}]}`. The answer
    /// has a `status` for each row: a row may fail while the call succeeds.
    ///
    /// # Errors
    /// Whatever keeps the rows from being looked at.
    pub async fn update_quotas(
        &self,
        region: &str,
        body: &str,
        options: &CallOptions,
    ) -> Result<Resource, Error> {
        self.object(&table::UPDATE_QUOTAS, region, body, options).await
    }

    /// Reads the workspace.
    ///
    /// # Errors
    /// Whatever keeps the workspace from being read.
    pub async fn workspace(&self, options: &CallOptions) -> Result<Resource, Error> {
        self.object(&table::WORKSPACE, "", "", options).await
    }

    /// Reads the secrets of an attached compute. They are in the clear: keep the answer out of logs.
    ///
    /// # Errors
    /// Whatever keeps them from being read; clusters and instances have none.
    pub async fn list_keys(&self, name: &str, options: &CallOptions) -> Result<Resource, Error> {
        self.object(&table::LIST_KEYS, name, "", options).await
    }

    /// Asks whether the name of a compute instance is free in the region of the workspace: the answer
    /// has `nameAvailable`, `reason` and `message`. Names of other kinds are a matter of the workspace.
    ///
    /// # Errors
    /// Whatever keeps the service from telling.
    pub async fn check_instance_name(
        &self,
        name: &str,
        options: &CallOptions,
    ) -> Result<Resource, Error> {
        self.object(&table::CHECK_NAME, "", &instance_name(name), options).await
    }

    /// Creates or attaches a compute and waits until it is provisioned. Replaces one of this name, unless
    /// [`CallOptions::if_absent`] is set.
    ///
    /// # Errors
    /// Whatever keeps the compute from being provisioned, or its state from being known.
    pub async fn create(
        &self,
        name: &str,
        body: &ValidCompute,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.create_unchecked(name, body.as_str(), options, observer).await
    }

    /// Creates or attaches a compute with a body that nobody has checked, and waits until it is
    /// provisioned.
    ///
    /// # Errors
    /// Whatever keeps the compute from being provisioned, or its state from being known.
    pub async fn create_unchecked(
        &self,
        name: &str,
        body: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::CREATE, name, body, options, observer).await
    }

    /// Changes a compute by a PATCH, in the newest shape whatever the api-version:
    /// `{"properties": {"properties": {"scaleSettings": {…}}}}`.
    ///
    /// # Errors
    /// Whatever keeps the compute from being changed, or its state from being known.
    pub async fn update(
        &self,
        name: &str,
        patch: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::UPDATE, name, patch, options, observer).await
    }

    /// Gives a compute the identities of an `identity` body beside those it has. Reads the compute first;
    /// sends nothing if it has them all, else a PUT (a PATCH in the api-version of SDK v1).
    ///
    /// # Errors
    /// An identity with errors; whatever keeps the compute from being changed.
    pub async fn add_identity(
        &self,
        name: &str,
        identity: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::ADD_IDENTITY, name, identity, options, observer).await
    }

    /// Takes identities away from a compute: those of a JSON list (ids, and `SystemAssigned` for its own),
    /// all identities without one (empty text). Reads the compute first; sends nothing if it has none of them.
    ///
    /// # Errors
    /// Ids of another form; whatever keeps the compute from being changed.
    pub async fn remove_identity(
        &self,
        name: &str,
        ids: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::REMOVE_IDENTITY, name, ids, options, observer).await
    }

    /// Deletes or detaches a compute and waits until it is gone.
    ///
    /// # Errors
    /// Whatever keeps the compute from going, or its state from being known.
    pub async fn delete(
        &self,
        name: &str,
        action: UnderlyingResourceAction,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<(), Error> {
        let task = Task::new(&table::DELETE, name, Sent::Action(action));
        self.perform(Work::Begin(task), options, observer).await.map(|_| ())
    }

    /// Starts a compute instance and waits until it runs.
    ///
    /// # Errors
    /// `StartComputeInstanceOnlyAllowedInStoppedState` and whatever else keeps it from running.
    pub async fn start(
        &self,
        name: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::START, name, "", options, observer).await
    }

    /// Stops a compute instance and waits until it stands still.
    ///
    /// # Errors
    /// Whatever keeps it from stopping, or its state from being known.
    pub async fn stop(
        &self,
        name: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::STOP, name, "", options, observer).await
    }

    /// Restarts a compute instance and waits until it runs again.
    ///
    /// # Errors
    /// Whatever keeps it from running again, or its state from being known.
    pub async fn restart(
        &self,
        name: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::RESTART, name, "", options, observer).await
    }

    /// Gives a compute instance another machine size and waits until that is done. In previews alone.
    ///
    /// # Errors
    /// Whatever keeps it from being resized, or its state from being known.
    pub async fn resize(
        &self,
        name: &str,
        vm_size: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        let body = member("targetVMSize", vm_size);
        self.resource(&table::RESIZE, name, &body, options, observer).await
    }

    /// Sets after how much idle time a compute instance stops: an ISO 8601 duration from `PT15M` to `P3D`.
    /// In previews alone.
    ///
    /// # Errors
    /// Whatever keeps the setting from being changed.
    pub async fn update_idle_shutdown(
        &self,
        name: &str,
        duration: &str,
        options: &CallOptions,
    ) -> Result<(), Error> {
        let body = member("idleTimeBeforeShutdown", duration);
        self.act(&table::UPDATE_IDLE_SHUTDOWN, name, &body, options).await
    }

    /// Replaces the custom services of a compute instance by those of a JSON list. In previews alone.
    ///
    /// # Errors
    /// Whatever keeps the services from being replaced.
    pub async fn update_custom_services(
        &self,
        name: &str,
        services: &str,
        options: &CallOptions,
    ) -> Result<(), Error> {
        self.act(&table::UPDATE_CUSTOM_SERVICES, name, services, options).await
    }

    /// Mounts or unmounts data on a compute instance, as the entries of a JSON list say. In previews alone.
    ///
    /// # Errors
    /// Whatever keeps the mounts from being changed.
    pub async fn update_data_mounts(
        &self,
        name: &str,
        mounts: &str,
        options: &CallOptions,
    ) -> Result<(), Error> {
        self.act(&table::UPDATE_DATA_MOUNTS, name, mounts, options).await
    }

    /// Switches the single sign-on of a compute instance on or off. In a preview alone.
    ///
    /// # Errors
    /// Whatever keeps the setting from being changed.
    pub async fn enable_sso(
        &self,
        name: &str,
        on: bool,
        options: &CallOptions,
    ) -> Result<(), Error> {
        let body = if on { r#"{"enableSSO":true}"# } else { r#"{"enableSSO":false}"# };
        self.act(&table::ENABLE_SSO, name, body, options).await
    }

    /// Submits a job: `{"properties": {"command", "environmentId", "computeId", …}}`, a command job unless
    /// `jobType` says otherwise. `computeId` may be the name of a compute of this workspace. Without an
    /// `id` one is made up. The answer is the job as it was taken; it runs on.
    ///
    /// # Errors
    /// A job for `local`, which needs no compute; whatever keeps the job from being taken.
    pub async fn submit(
        &self,
        id: &str,
        job: &str,
        options: &CallOptions,
    ) -> Result<Resource, Error> {
        self.object(&table::SUBMIT, id, job, options).await
    }

    /// Reads a job; `properties.status` tells how it stands.
    ///
    /// # Errors
    /// Whatever keeps the job from being read; [`Error::is_not_found`] if there is none.
    pub async fn get_job(&self, id: &str, options: &CallOptions) -> Result<Resource, Error> {
        self.object(&table::GET_JOB, id, "", options).await
    }

    /// Ends a job and waits until it has ended, however that is: it may complete meanwhile.
    ///
    /// # Errors
    /// Whatever keeps the job from ending, or its state from being known.
    pub async fn cancel_job(
        &self,
        id: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        self.resource(&table::CANCEL_JOB, id, "", options, observer).await
    }

    /// Takes up an operation that was submitted earlier, perhaps by another process, and waits for it.
    ///
    /// # Errors
    /// A token of another workspace, and whatever the operation itself fails with.
    pub async fn resume(
        &self,
        token: &ResumeToken,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Option<Resource>, Error> {
        let done = self.perform(Work::Resume(token.clone()), options, observer).await?;
        Ok(done.into_string().map(Resource::known))
    }

    /// A list of any operation that answers with one.
    pub(super) fn listing(
        &self,
        operation: &'static Operation,
        subject: &str,
    ) -> Listing<'_, T, C, S> {
        let subject = subject.to_owned();
        Listing { client: self, operation, subject, trail: Trail::default(), next: Next::First }
    }

    async fn page(
        &self,
        operation: &'static Operation,
        subject: &str,
        next_link: Option<&str>,
        options: &CallOptions,
    ) -> Result<Page, Error> {
        let sent = next_link.map_or(Sent::Nothing, |link| Sent::Link(link.to_owned()));
        let task = Task::new(operation, subject, sent);
        match self.perform(Work::Begin(task), options, &mut ()).await? {
            Done::Page(page) => Ok(page),
            _ => Err(Error::argument("this operation does not return a list")),
        }
    }

    async fn act(
        &self,
        operation: &'static Operation,
        subject: &str,
        body: &str,
        options: &CallOptions,
    ) -> Result<(), Error> {
        let task = Task::new(operation, subject, sent(body));
        self.perform(Work::Begin(task), options, &mut ()).await.map(|_| ())
    }

    async fn object(
        &self,
        operation: &'static Operation,
        subject: &str,
        body: &str,
        options: &CallOptions,
    ) -> Result<Resource, Error> {
        self.resource(operation, subject, body, options, &mut ()).await
    }

    async fn resource(
        &self,
        operation: &'static Operation,
        subject: &str,
        body: &str,
        options: &CallOptions,
        observer: &mut dyn Observer,
    ) -> Result<Resource, Error> {
        let task = Task::new(operation, subject, sent(body));
        let done = self.perform(Work::Begin(task), options, observer).await?;
        done.into_string().map(Resource::known).ok_or_else(|| {
            Error::unexpected(&Response::new(200, ""), "the operation ended without a resource")
        })
    }
}

/// A body, if there is one.
fn sent(body: &str) -> Sent {
    if body.is_empty() { Sent::Nothing } else { Sent::Body(body.to_owned()) }
}

/// The question whether the name of an instance is free.
pub(super) fn instance_name(name: &str) -> String {
    let mut body = String::from("{\"Name\":");
    write_text(&mut body, name);
    body.push_str(",\"Type\":\"Microsoft.BatchAI/DataScienceInstance\"}");
    body
}

/// An object with one member.
fn member(name: &str, value: &str) -> String {
    let mut body = String::from("{");
    write_text(&mut body, name);
    body.push(':');
    write_text(&mut body, value);
    body.push('}');
    body
}

/// A listing in progress.
pub struct Listing<'c, T, C, S> {
    client: &'c Client<T, C, S>,
    operation: &'static Operation,
    subject: String,
    trail: Trail,
    next: Next,
}

enum Next {
    First,
    Link(String),
    End,
}

impl<T: Transport, C: Clock, S: TokenSource> Listing<'_, T, C, S> {
    /// The next page; `None` after the last one.
    ///
    /// # Errors
    /// As [`Client::list_page`]; also a list that leads in circles. After an error the listing is over.
    pub async fn next_page(&mut self, options: &CallOptions) -> Result<Option<Page>, Error> {
        let link = match std::mem::replace(&mut self.next, Next::End) {
            Next::First => {
                // A list may lead back to its first page too.
                let first =
                    self.client.api().request(self.operation, &self.subject, &Sent::Nothing)?;
                self.trail.step(&first.url)?;
                None
            }
            Next::Link(link) => Some(link),
            Next::End => return Ok(None),
        };
        let page =
            self.client.page(self.operation, &self.subject, link.as_deref(), options).await?;
        if let Some(link) = page.next_link() {
            self.trail.step(link)?;
            self.next = Next::Link(link.to_owned());
        }
        Ok(Some(page))
    }
}

impl<T, C, S> fmt::Debug for Listing<'_, T, C, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing")
            .field("operation", &self.operation.name())
            .field("trail", &self.trail)
            .finish_non_exhaustive()
    }
}
