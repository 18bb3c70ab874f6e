#!/bin/bash
# Database and login of the gateway, if they are not there: run once by compose, in SQL Server's own image.
set -euo pipefail
SQLCMDPASSWORD=$(</run/secrets/sa-password)
export SQLCMDPASSWORD
own=$(</run/secrets/database-password)
quoted=${own//\'/\'\'}
/opt/mssql-tools18/bin/sqlcmd -C -b -S database -U sa <<SQL
IF DB_ID('gateway') IS NULL CREATE DATABASE gateway;
GO
IF SUSER_ID('gateway') IS NULL CREATE LOGIN gateway WITH PASSWORD = N'$quoted', DEFAULT_DATABASE = gateway;
GO
USE gateway;
IF USER_ID('gateway') IS NULL CREATE USER gateway FOR LOGIN gateway;
ALTER ROLE db_owner ADD MEMBER gateway;
GO
SQL
