/** What a run is configured to do: where each value comes from, and what it must be like. */
package io.spendcast.bootstrap.settings;
