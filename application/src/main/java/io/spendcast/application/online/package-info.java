/** Forecasts for one customer at a time, in a service that has neither Spark nor the lake. */
package io.spendcast.application.online;
