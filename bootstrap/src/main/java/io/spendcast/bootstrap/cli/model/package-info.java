/** The commands about model versions and their forecasts. */
package io.spendcast.bootstrap.cli.model;
