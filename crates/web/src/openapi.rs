//! The API described, from the table of routes (OpenAPI 3.1, https://spec.openapis.org/oas/v3.1.1).

use crate::{ROUTES, Role, Route, STREAM};
use serde_json::{Map, Value, json};

/// Where it is served.
pub const PATH: &str = "/api/openapi.json";

/// The description; `rows` are the JSON Schemas (2020-12) of the rows, and `version` is that of the program.
pub fn openapi(rows: &[Value], version: &str) -> Value {
    let (mut schemas, mut kinds) = (Map::new(), Vec::new());
    for own in rows {
        // What the schema of rows defines stands here under another path.
        let own = own.to_string().replace("\"#/$defs/", "\"#/components/schemas/");
        let mut own: Value = serde_json::from_str(&own).unwrap_or_default();
        if let Some(Value::Object(defined)) = own.as_object_mut().and_then(|own| own.remove("$defs")) {
            for (name, schema) in defined {
                let other = schemas.insert(name.clone(), schema.clone());
                debug_assert!(other.is_none_or(|other| other == schema), "two shapes are called {name}");
            }
        }
        if let Some(Value::Array(own)) = own.as_object_mut().and_then(|own| own.remove("oneOf")) {
            kinds.extend(own);
        }
    }
    schemas.insert("Row".into(), json!({ "description": "one row; “row” says which kind", "oneOf": kinds }));
    schemas.insert(
        "Rows".into(),
        json!({
            "type": "object",
            "required": ["rows", "next"],
            "properties": {
                "rows": { "type": "array", "items": { "$ref": "#/components/schemas/Row" } },
                "next": { "type": ["string", "null"], "description": "the path of the next page; null on the last" },
            },
        }),
    );
    schemas.insert(
        "Problem".into(),
        json!({
            "type": "object",
            "description": "RFC 9457",
            "required": ["type", "title", "status", "detail"],
            "properties": {
                "type": { "type": "string" },
                "title": { "type": "string" },
                "status": { "type": "integer" },
                "detail": { "type": "string" },
            },
        }),
    );
    let paths: Map<String, Value> = ROUTES
        .iter()
        .filter(|route| route.path != "/")
        .map(|route| (format!("/api{}", route.path), json!({ "get": operation(route) })))
        .chain([(STREAM.to_string(), json!({ "get": stream() })), (PATH.to_string(), json!({ "get": own() }))])
        .collect();
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "Dateline",
            "version": version,
            "description": "The pages of a desk as rows. Each page of the site is here under /api with the same query. Rows carry the spans of their source words.",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" },
        },
        "servers": [{ "url": "/" }],
        "security": [{}, { "token": [] }, { "session": [] }],
        "paths": paths,
        "components": {
            "schemas": schemas,
            "responses": { "Problem": {
                "description": "what was wrong",
                "content": { "application/problem+json": { "schema": { "$ref": "#/components/schemas/Problem" } } },
            } },
            "securitySchemes": {
                "token": { "type": "http", "scheme": "bearer", "description": "dateline accounts token add NAME LABEL" },
                "session": { "type": "apiKey", "in": "cookie", "name": "dateline" },
            },
        },
    })
}

fn operation(route: &Route) -> Value {
    let query = |name: &str, about: &str, schema: Value| json!({ "name": name, "in": "query", "required": false, "description": about, "schema": schema });
    let mut parameters = Vec::new();
    if route.is_of_one() {
        let schema = json!({ "type": "string", "pattern": "^[0-9A-Fa-f]{4,64}$" });
        let about = "an id, or the first digits of one";
        parameters
            .push(json!({ "name": "id", "in": "path", "required": true, "description": about, "schema": schema }));
    }
    for field in route.fields {
        let schema = if field.values.is_empty() {
            json!({ "type": "string" })
        } else {
            json!({ "type": "array", "items": { "type": "string", "enum": field.values } })
        };
        let mut own = query(field.name, field.about, schema);
        if !field.values.is_empty() {
            own["style"] = "form".into();
            own["explode"] = false.into();
        }
        parameters.push(own);
    }
    if route.paged {
        parameters.push(query(
            "page",
            "which page, from 1",
            json!({ "type": "integer", "minimum": 1, "maximum": 1_000_000 }),
        ));
    }
    let problem = json!({ "$ref": "#/components/responses/Problem" });
    let mut responses = json!({
        "200": {
            "description": "rows",
            "content": { "application/json": { "schema": { "$ref": "#/components/schemas/Rows" } } },
        },
        "400": problem,
        "401": problem,
    });
    if route.is_of_one() {
        responses["404"] = problem.clone();
    }
    if route.role > Role::Reader {
        responses["403"] = problem.clone();
    }
    let name = route.path.trim_start_matches('/').split('/').next().unwrap_or_default();
    json!({
        "operationId": name,
        "summary": route.about,
        "description": format!("Needs the role {} where there are accounts.", route.role.name()),
        "parameters": parameters,
        "responses": responses,
    })
}

fn stream() -> Value {
    json!({
        "operationId": "changes",
        "summary": "An event “changed” with a number whenever the desk is another (Server-Sent Events)",
        "responses": {
            "200": { "description": "events", "content": { "text/event-stream": { "schema": { "type": "string" } } } },
            "401": { "$ref": "#/components/responses/Problem" },
            "429": { "$ref": "#/components/responses/Problem" },
        },
    })
}

fn own() -> Value {
    json!({
        "operationId": "openapi",
        "summary": "This description",
        "responses": {
            "200": { "description": "OpenAPI 3.1", "content": { "application/json": { "schema": { "type": "object" } } } },
        },
    })
}
