/** The record of what was trained: runs with parameters, metrics, tags, artifacts and models. */
package io.spendcast.domain.tracking;
