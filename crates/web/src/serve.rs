//! The server: hands each request to a thread that may wait for the disk.

use crate::reply::HEADERS;
use crate::{Asking, Reply, Source, reply};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::http::{Response, header};
use std::sync::Arc;

/// Answers on `listener` until the program ends.
pub fn serve(listener: std::net::TcpListener, source: Arc<dyn Source>) -> std::io::Result<()> {
    listener.set_nonblocking(true)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().max_blocking_threads(16).build()?;
    runtime.block_on(async {
        let listener = tokio::net::TcpListener::from_std(listener)?;
        let router = Router::new().fallback(move |request: Request| answer(source.clone(), request));
        axum::serve(listener, router).await
    })
}

async fn answer(source: Arc<dyn Source>, request: Request) -> Response<Body> {
    let is_head = request.method() == "HEAD";
    let asked = tokio::task::spawn_blocking(move || {
        let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok());
        let (method, uri) = (request.method().as_str(), request.uri());
        reply(&*source, &Asking { method, host, path: uri.path(), query: uri.query().unwrap_or_default() })
    });
    let failed = |_| Reply { status: 500, media: "text/plain; charset=utf-8", body: "Something broke.\n".into() };
    let Reply { status, media, body } = asked.await.unwrap_or_else(failed);
    let mut response = Response::builder().status(status).header(header::CONTENT_TYPE, media);
    for (name, value) in HEADERS {
        response = response.header(name, value);
    }
    let body = if is_head { Body::empty() } else { Body::from(body) };
    response.body(body).expect("fixed headers are valid")
}
