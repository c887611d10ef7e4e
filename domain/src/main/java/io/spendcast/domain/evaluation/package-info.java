/**
 * Judging models on held-out time: how each candidate did, which one is chosen, and the verdict.
 */
package io.spendcast.domain.evaluation;
