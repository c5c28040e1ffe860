package org.handfast.core.conversation;

/**
 * What the engine has done since it started.
 *
 * @param steps steps made
 * @param commits of them, those that changed what is kept
 * @param conflicts runs that other changes had overtaken
 */
public record StepCounters(long steps, long commits, long conflicts) {}
