/** Trained models as plain values: forecasting needs no library, wherever the model was trained. */
package io.spendcast.domain.forecast;
