//! The real program over real sockets: what it answers, TLS, and a state that outlives it.

#[cfg(test)]
mod http;
#[cfg(test)]
mod load;
#[cfg(test)]
mod program;
#[cfg(test)]
mod state;
#[cfg(test)]
mod tls;
