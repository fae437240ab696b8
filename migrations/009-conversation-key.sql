-- The conversation an answer belongs to is found by its key, also when it is one of very many.
CREATE INDEX conversation_key ON conversation (key, id);
