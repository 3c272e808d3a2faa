package dev.fallback.processor.model;

/**
 * Where in the user's code something was found. Only the reader, which makes places, can look
 * inside; everyone else carries them.
 */
public interface Place {}
