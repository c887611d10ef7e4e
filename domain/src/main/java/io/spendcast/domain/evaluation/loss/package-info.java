/** Squared error and deviance in sums that merge, with confidence intervals over customers. */
package io.spendcast.domain.evaluation.loss;
