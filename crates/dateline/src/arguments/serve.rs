//! What `serve` is asked.

use clap::Args;
use std::net::SocketAddr;

/// `serve`.
#[derive(Args)]
#[command(after_help = HELP)]
pub struct ServeArguments {
    /// Where to answer; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS", default_value = "127.0.0.1:7878")]
    pub address: SocketAddr,
    /// Open the first page in the browser: `yes` or `no`
    #[arg(long, value_name = "WHETHER", default_value = "no", value_parser = ["yes", "no"])]
    pub open: String,
    /// A name by which others reach this desk; may be repeated. Asks for accounts
    #[arg(long, value_name = "NAME")]
    pub host: Vec<String>,
    /// A proxy in front speaks TLS: cookies are for TLS alone, and the proxy says whose address asks. Asks for accounts
    #[arg(long)]
    pub behind_tls: bool,
}

const HELP: &str = "\
The first line of the output is the address. Pages work without scripts and load nothing from
elsewhere; captured pages are shown as text. Keys: / searches, j and k go from line to line,
Enter opens the exact words, ? lists the others. End it with Ctrl-C.
  dateline serve
  dateline serve --address 127.0.0.1:0 --open yes
On this machine itself nobody has to log in. Any other address asks for accounts (dateline accounts
add) and for a proxy that speaks TLS in front; see docs/ACCESS.md:
  dateline serve --address 0.0.0.0:7878 --host desk.example.org --behind-tls";
