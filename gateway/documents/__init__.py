"""What the interface says of itself: schemas, examples, `/v1/openapi.json`, `/v1/docs`."""
