//! What a client can ask of a compute that exists.

/// Makes the actions and their words.
macro_rules! actions {
    ($($(#[$doc:meta])* $action:ident = $word:literal),+ $(,)?) => {
        /// What a client can ask of a compute.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum ComputeAction {
            $($(#[$doc])* $action),+
        }

        impl ComputeAction {
            /// All actions.
            pub const ALL: &[Self] = &[$(Self::$action),+];

            /// The word for it, in the spelling of the client's method.
            #[must_use]
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$action => $word),+
                }
            }
        }
    };
}

actions! {
    /// Starts an instance.
    Start = "start",
    /// Stops an instance.
    Stop = "stop",
    /// Restarts an instance.
    Restart = "restart",
    /// Gives an instance another size.
    Resize = "resize",
    /// Lists the sizes that an instance can be given.
    AllowedResizeSizes = "allowedResizeSizes",
    /// Sets the idle time of an instance.
    UpdateIdleShutdown = "updateIdleShutdown",
    /// Replaces the applications of an instance.
    UpdateCustomServices = "updateCustomServices",
    /// Replaces the mounted data of an instance.
    UpdateDataMounts = "updateDataMounts",
    /// Lists the nodes of a cluster.
    ListNodes = "listNodes",
    /// Shows the keys of an attached compute.
    ListKeys = "listKeys",
    /// Changes the scale settings of a cluster by PATCH.
    Scale = "scale",
    /// Deletes the compute, and what is below it.
    Delete = "delete",
    /// Detaches the compute.
    Detach = "detach",
}

impl ComputeAction {
    /// The action of a word.
    #[must_use]
    pub fn from_name(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|action| action.as_str() == word)
    }
}
