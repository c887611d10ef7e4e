/** Spendcast: adapters for Spark. */
package io.spendcast.adapters.spark;
