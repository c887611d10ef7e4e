/** The words every part of Spendcast shares: dates, windows, table handles, runs and errors. */
package io.spendcast.domain;
