//! The server: hands each request to a thread that may wait for the disk.
//!
//! Pages that take long (timelines, networks) wait for one another, so that a search never waits behind sixteen of them.

use crate::reply::HEADERS;
use crate::{Asking, MOST_BYTES, Reply, Source, reply};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, header};
use std::sync::Arc;
use tokio::sync::Semaphore;

/// Pages that take long, of which few are made at once.
const HEAVY: [&str; 6] = ["/", "/today", "/timeline", "/network", "/disagreements", "/entities"];
/// So many of them.
const AT_ONCE: usize = 1;

/// Answers on `listener` until the program ends; `token` is the secret of its forms, empty where nothing may be decided.
pub fn serve(listener: std::net::TcpListener, source: Arc<dyn Source>, token: String) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(16).build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let (token, heavy): (Arc<str>, _) = (token.into(), Arc::new(Semaphore::new(AT_ONCE)));
        let router = Router::new()
            .fallback(move |request: Request| answer(source.clone(), token.clone(), heavy.clone(), request));
        axum::serve(listener, router).await
    })
}

async fn answer(source: Arc<dyn Source>, token: Arc<str>, heavy: Arc<Semaphore>, request: Request) -> Response<Body> {
    let is_head = request.method() == "HEAD";
    let (parts, body) = request.into_parts();
    let failed = |status: u16, words: &str| Reply {
        status,
        media: "text/plain; charset=utf-8",
        body: format!("{words}\n"),
        location: None,
    };
    let path = parts.uri.path();
    let waits = HEAVY.contains(&path.strip_prefix("/api").filter(|rest| rest.starts_with('/')).unwrap_or(path));
    // Held until the page is made.
    let _turn = if waits { heavy.acquire_owned().await.ok() } else { None };
    let Reply { status, media, body, location } = match axum::body::to_bytes(body, MOST_BYTES).await {
        Err(_) => failed(413, "More was sent than a form holds."),
        Ok(body) => {
            let asked = tokio::task::spawn_blocking(move || {
                let head = |name: header::HeaderName| parts.headers.get(name).and_then(|value| value.to_str().ok());
                let asking = Asking {
                    method: parts.method.as_str(),
                    host: head(header::HOST),
                    path: parts.uri.path(),
                    query: parts.uri.query().unwrap_or_default(),
                    origin: head(header::ORIGIN),
                    site: head(header::HeaderName::from_static("sec-fetch-site")),
                    media: head(header::CONTENT_TYPE),
                    body: &body,
                    token: &token,
                };
                reply(&*source, &asking)
            });
            asked.await.unwrap_or_else(|_| failed(500, "Something broke."))
        }
    };
    let mut response = Response::builder().status(status).header(header::CONTENT_TYPE, media);
    for (name, value) in HEADERS {
        response = response.header(name, value);
    }
    if let Some(location) = location {
        response = response.header(header::LOCATION, location);
    }
    let body = if is_head { Body::empty() } else { Body::from(body) };
    response.body(body).expect("fixed headers are valid")
}
