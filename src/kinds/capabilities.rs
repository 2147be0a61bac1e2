//! What kinds can do, as data. Each kind says it of itself in its own file; whoever wants to know reads it from
//! its `KindSpec` and compares no names.

/// A member below `properties.properties`, name by name.
pub type Path = &'static [&'static str];

/// The machines of a compute, where its body says which it has.
#[derive(Clone, Copy, Debug)]
pub struct Machines {
    /// Member with their size.
    pub size: Path,
    /// How many there are.
    pub count: Count,
}

/// How many machines a compute has.
#[derive(Clone, Copy, Debug)]
pub enum Count {
    /// One.
    One,
    /// As many as members say.
    Counted {
        /// The member with the highest number.
        most: Path,
        /// The member with the lowest number, if the number changes with the work.
        least: Option<Path>,
    },
}

/// Where a compute is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Region {
    /// Where its workspace is.
    Workspace,
    /// Where its body says.
    Own,
}

/// What happens to machines without work.
#[derive(Clone, Copy, Debug)]
pub enum Idle {
    /// The compute stops after the time of this member, and runs for ever without it.
    Shutdown(Path),
    /// Machines go one by one after the time of this member, or after a time of the service's.
    ScaleDown(Path),
}

impl Idle {
    /// The member with the time.
    #[must_use]
    pub const fn path(self) -> Path {
        match self {
            Self::Shutdown(path) | Self::ScaleDown(path) => path,
        }
    }
}

/// How a compute goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Removal {
    /// It is deleted; there is nothing to detach it from.
    Delete,
    /// It is detached, and the service refuses to delete it.
    Detach,
    /// It is detached; deleted, the resource that was attached goes as well.
    DetachOrLose,
}

/// How a kind is attached.
#[derive(Clone, Copy, Debug)]
pub struct Attach {
    /// Types of resource that `properties.resourceId` may name.
    pub types: &'static [&'static str],
    /// How the target is told.
    pub by: By,
    /// Members that shape a new resource and say nothing about one that exists.
    pub shaping: &'static [&'static str],
    /// Targets of other subscriptions than the workspace's are known to be taken.
    pub any_subscription: bool,
    /// One target may be attached several times.
    pub shared: bool,
    /// What the service expects of a target and does not check: the variant of `attach/public-ip`.
    pub expects: Option<&'static str>,
}

/// How a target is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum By {
    /// By its id.
    Id,
    /// By its id; without one the service makes a new resource.
    IdOrNew,
    /// By its id or its address, with an account to log in with.
    IdOrAddress,
}

impl Attach {
    /// By the id of one target, which is in the workspace's subscription as far as anybody knows.
    #[must_use]
    pub const fn to(types: &'static [&'static str]) -> Self {
        Self {
            types,
            by: By::Id,
            shaping: &[],
            any_subscription: false,
            shared: false,
            expects: None,
        }
    }
}
