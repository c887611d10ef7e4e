/** How far outcomes are from forecasts: of one customer, and of many together. */
package io.spendcast.domain.uncertainty;
