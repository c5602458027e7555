"""Uploads and what is read of them: received, judged and written anew here; whose they are the services say."""
