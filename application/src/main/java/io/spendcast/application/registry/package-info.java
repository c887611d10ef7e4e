/** Registers, promotes and rolls back model versions, under the gate. */
package io.spendcast.application.registry;
