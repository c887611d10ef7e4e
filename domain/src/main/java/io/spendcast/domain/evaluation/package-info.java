/** Judging models on held-out time: errors, skill with intervals, verdicts and the gate. */
package io.spendcast.domain.evaluation;
