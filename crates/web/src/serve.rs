//! The server: hands each request to a thread that may wait for the disk.
//!
//! Pages that take long (timelines, networks) wait for one another, so that a search never waits behind sixteen of them. Whoever listens to the
//! stream of changes (Server-Sent Events) is told when the desk is another; it is asked once a second, and only while somebody listens.

use crate::reply::{HEADERS, admitted, problem};
use crate::{Asking, Failure, MOST_BYTES, Reply, Site, reply};
use axum::Router;
use axum::body::{Body, Bytes};
use axum::extract::{ConnectInfo, Request};
use axum::http::request::Parts;
use axum::http::{HeaderName, Response, header};
use futures_util::stream;
use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, watch};
use tokio::time::{sleep, timeout};

/// Pages that take long, of which few are made at once.
const HEAVY: [&str; 6] = ["/", "/today", "/timeline", "/network", "/disagreements", "/entities"];
/// So many of them.
const AT_ONCE: usize = 1;
/// Where changes of the desk are told.
pub const STREAM: &str = "/api/changes/stream";
/// Those who listen to it at once.
const LISTENERS: usize = 64;
/// How often the desk is asked whether it changed.
const EACH: Duration = Duration::from_secs(1);
/// After so long without a change a comment shows that the stream lives; after so many of them whoever listens asks again, and is looked at again.
const QUIET: Duration = Duration::from_secs(15);
const TURNS: u32 = 40;
/// How long a form may take to come.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(Clone)]
struct Shell {
    site: Arc<Site>,
    heavy: Arc<Semaphore>,
    listeners: Arc<Semaphore>,
    state: watch::Sender<i64>,
}

/// Answers on `listener` until the program ends.
pub fn serve(listener: std::net::TcpListener, site: Site) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(16).build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let semaphore = |many| Arc::new(Semaphore::new(many));
        let (site, state) = (Arc::new(site), watch::Sender::new(0));
        let shell = Shell { site, heavy: semaphore(AT_ONCE), listeners: semaphore(LISTENERS), state };
        tokio::spawn(look(shell.site.clone(), shell.state.clone()));
        let router = Router::new().fallback(move |ConnectInfo(peer): ConnectInfo<SocketAddr>, request: Request| {
            answer(shell.clone(), peer, request)
        });
        axum::serve(listener, router.into_make_service_with_connect_info::<SocketAddr>()).await
    })
}

/// Tells those who listen when the desk is another.
async fn look(site: Arc<Site>, state: watch::Sender<i64>) {
    loop {
        sleep(EACH).await;
        if state.receiver_count() == 0 {
            continue;
        }
        let source = site.source.clone();
        if let Ok(Ok(now)) = tokio::task::spawn_blocking(move || source.state()).await {
            state.send_if_modified(|own| std::mem::replace(own, now) != now);
        }
    }
}

async fn answer(shell: Shell, peer: SocketAddr, request: Request) -> Response<Body> {
    let is_head = request.method() == "HEAD";
    let (parts, body) = request.into_parts();
    let path = parts.uri.path().to_string();
    let body = match timeout(PATIENCE, axum::body::to_bytes(body, MOST_BYTES)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return respond(Reply::plain(413, "More was sent than a form holds."), is_head),
        Err(_) => return respond(Reply::plain(408, "The form took too long to come."), is_head),
    };
    if path == STREAM && parts.method == "GET" {
        return changes(shell, peer, parts).await;
    }
    let waits = HEAVY.contains(&path.strip_prefix("/api").filter(|rest| rest.starts_with('/')).unwrap_or(&path));
    // Held until the page is made.
    let _turn = if waits { shell.heavy.clone().acquire_owned().await.ok() } else { None };
    let site = shell.site.clone();
    let asked = tokio::task::spawn_blocking(move || asking(&site, peer, &parts, &body, reply));
    respond(asked.await.unwrap_or_else(|_| Reply::plain(500, "Something broke.")), is_head)
}

/// What is asked, from its parts.
fn asking<T>(site: &Site, peer: SocketAddr, parts: &Parts, body: &Bytes, then: impl FnOnce(&Site, &Asking) -> T) -> T {
    let head = |name: HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
    let forwarded = head(HeaderName::from_static("x-forwarded-for"));
    // The last of them is the one that the proxy in front saw itself.
    let last = forwarded.and_then(|all| all.rsplit(',').next()).map(str::trim).filter(|_| site.behind_tls);
    let peer = peer.ip().to_string();
    let asking = Asking {
        method: parts.method.as_str(),
        host: head(header::HOST),
        path: parts.uri.path(),
        query: parts.uri.query().unwrap_or_default(),
        origin: head(header::ORIGIN),
        site: head(HeaderName::from_static("sec-fetch-site")),
        media: head(header::CONTENT_TYPE),
        cookie: head(header::COOKIE),
        authorization: head(header::AUTHORIZATION),
        forwarded: forwarded.or_else(|| head(header::FORWARDED)),
        from: last.unwrap_or(&peer),
        body,
    };
    then(site, &asking)
}

fn respond(reply: Reply, is_head: bool) -> Response<Body> {
    let mut response = Response::builder().status(reply.status).header(header::CONTENT_TYPE, reply.media);
    for (name, value) in HEADERS {
        response = response.header(name, value);
    }
    for (name, value) in reply.heads {
        response = response.header(name, value);
    }
    let body = if is_head { Body::empty() } else { Body::from(reply.body) };
    let broken = |_| Response::builder().status(500).body(Body::empty()).expect("a status alone is valid");
    response.body(body).unwrap_or_else(broken)
}

/// Somebody who listens.
struct Listening {
    changed: watch::Receiver<i64>,
    turns: u32,
    _place: OwnedSemaphorePermit,
}

/// The stream of changes: an event `changed` with the number of the new state, and nothing of what it is.
async fn changes(shell: Shell, peer: SocketAddr, parts: Parts) -> Response<Body> {
    let site = shell.site.clone();
    let come = tokio::task::spawn_blocking(move || {
        asking(&site, peer, &parts, &Bytes::new(), |site, asking| {
            admitted(site, asking)?;
            site.source.state().map_err(|failure| problem(&failure))
        })
    });
    let now = match come.await.unwrap_or_else(|_| Err(Reply::plain(500, "Something broke."))) {
        Ok(now) => now,
        Err(reply) => return respond(reply, false),
    };
    let Ok(place) = shell.listeners.clone().try_acquire_owned() else {
        let reply = problem(&Failure::Often("too many listen to this desk already".into()));
        return respond(reply, false);
    };
    // The first to listen finds the state of long ago.
    if shell.state.receiver_count() == 0 {
        shell.state.send_replace(now);
    }
    let listening = Listening { changed: shell.state.subscribe(), turns: 0, _place: place };
    let body = Body::from_stream(stream::unfold(listening, |mut own| async move {
        let words = match own.turns {
            0 => "retry: 5000\n\n".to_string(),
            TURNS => return None,
            _ => match timeout(QUIET, own.changed.changed()).await {
                Ok(Ok(())) => format!("event: changed\ndata: {}\n\n", *own.changed.borrow_and_update()),
                Ok(Err(_)) => return None,
                Err(_) => ": nothing new\n\n".to_string(),
            },
        };
        own.turns += 1;
        Some((Ok::<String, Infallible>(words), own))
    }));
    let mut response = respond(Reply::plain(200, ""), true);
    response.headers_mut().insert(header::CONTENT_TYPE, header::HeaderValue::from_static("text/event-stream"));
    *response.body_mut() = body;
    response
}
