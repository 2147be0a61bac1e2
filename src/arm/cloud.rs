//! The clouds: where the management API lives and which scope a token for it needs. A table, because
//! the scope cannot be derived from the host name (the US government cloud breaks every such rule).

/// A cloud with its own management endpoint.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Cloud {
    /// Azure, world-wide.
    #[default]
    Public,
    /// Azure Government of the United States.
    UsGov,
    /// Azure in China, run by 21Vianet.
    China,
}

impl Cloud {
    /// Every cloud.
    pub const ALL: &'static [Self] = &[Self::Public, Self::UsGov, Self::China];

    /// The word of the options.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Public => "public",
            Self::UsGov => "usgov",
            Self::China => "china",
        }
    }

    /// The cloud of a word.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|cloud| cloud.as_str() == word)
    }

    /// The endpoint of the management API, without a slash at the end.
    #[must_use]
    pub const fn endpoint(self) -> &'static str {
        match self {
            Self::Public => "https://management.azure.com",
            Self::UsGov => "https://management.usgovcloudapi.net",
            Self::China => "https://management.chinacloudapi.cn",
        }
    }

    /// The scope that a token for the management API is requested with.
    #[must_use]
    pub const fn scope(self) -> &'static str {
        match self {
            Self::Public => "https://management.azure.com/.default",
            Self::UsGov => "https://management.core.usgovcloudapi.net/.default",
            Self::China => "https://management.chinacloudapi.cn/.default",
        }
    }
}
