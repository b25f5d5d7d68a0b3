"""The REST interface, version 1: one module per stage, schemas beside handlers.

Each handler reads through the selector of the page, or calls the one service that the page calls; rules, scopes and
sentences are those of the stages. Only `bihuan.api.urls` imports this package: background work loads none of it.
"""
