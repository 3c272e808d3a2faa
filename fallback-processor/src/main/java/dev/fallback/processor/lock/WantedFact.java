package dev.fallback.processor.lock;

import dev.fallback.processor.model.Place;

/**
 * What the code wants to store.
 *
 * @param mayBeAdded whether snapshots written without it can still be read
 * @param place where the code says so
 * @param ownerPlace where the code says what it is part of
 */
record WantedFact(Fact fact, boolean mayBeAdded, Place place, Place ownerPlace) {}
