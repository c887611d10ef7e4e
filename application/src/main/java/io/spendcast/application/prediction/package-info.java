/** Showing people what was forecast. */
package io.spendcast.application.prediction;
