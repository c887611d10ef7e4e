/**
 * How well forecasts rank customers within an as-of date: Gini, rank correlation, deciles, gain.
 */
package io.spendcast.domain.evaluation.order;
