package io.itemql.sql.dynamodb.service;

import io.itemql.store.ConsumedCapacity;

/** What statements on one table cost. */
public record TableCapacity(String table, ConsumedCapacity capacity) {}
