/** Scoring customers with a registered model and publishing the predictions. */
package io.spendcast.domain.prediction;
