//! The file that keeps the state. It is always whole: a new text is written beside it, brought to the
//! disk and then put in its place, before the caller hears that anything was done.

use std::ffi::OsString;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

pub(super) struct StateFile {
    path: PathBuf,
    beside: PathBuf,
    /// Held as long as we live: two emulators on one file would overwrite each other.
    _lock: File,
}

impl StateFile {
    /// Takes the file; gives what stands in it, if it is there.
    pub(super) fn open(path: &Path) -> io::Result<(Self, Option<String>)> {
        let lock_path = with_ending(path, ".lock");
        let lock = File::create(&lock_path)?;
        lock.try_lock().map_err(|_| {
            let message = format!("`{}` is in use by another emulator", path.display());
            io::Error::new(io::ErrorKind::ResourceBusy, message)
        })?;
        let text = match fs::read_to_string(path) {
            Ok(text) => Some(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => None,
            Err(error) => return Err(error),
        };
        let beside = with_ending(path, ".new");
        Ok((Self { path: path.to_owned(), beside, _lock: lock }, text))
    }

    /// Puts a text in the place of the old one.
    pub(super) fn write(&self, text: &str) -> io::Result<()> {
        let mut options = OpenOptions::new();
        options.write(true).create(true).truncate(true);
        // Keys of attached machines are in it.
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&self.beside)?;
        file.write_all(text.as_bytes())?;
        file.sync_all()?;
        fs::rename(&self.beside, &self.path)?;
        sync_folder(&self.path)
    }
}

/// The new name is on the disk once the folder is.
#[cfg(unix)]
fn sync_folder(path: &Path) -> io::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty());
    File::open(folder.unwrap_or(Path::new(".")))?.sync_all()
}

#[cfg(not(unix))]
fn sync_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn with_ending(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}
